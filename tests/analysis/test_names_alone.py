"""Cells that look like a person's name or number, and usual names of provision, which do not."""

from __future__ import annotations

import pytest

from inclusion_core.analysis.names_alone import looks_like_a_name, looks_like_a_number_of_a_person
from inclusion_core.analysis.privacy import scan

PROVISION = (
    "Nurture group", "Nurture", "Lego therapy", "LEGO-Based Therapy", "Zones of Regulation", "Talk Boost",
    "Early Talk Boost", "Reading Recovery", "ELSA", "Forest School", "Thrive", "Jolly Phonics", "Speech and language",
    "Speech and Language Therapy", "SALT", "NELI", "Nuffield Early Language Intervention", "WellComm", "Time to Talk",
    "Socially Speaking", "Social Stories", "Comic Strip Conversations", "Circle of Friends", "Attention Autism",
    "Bucket Time", "Intensive Interaction", "TEACCH", "PECS", "Makaton", "Signalong", "Colourful Semantics",
    "Shape Coding", "Sensory Circuits", "Sensory Room", "Sensory Diet", "Fizzy Fingers", "Clever Hands",
    "Jump Ahead", "Write Dance", "Dough Disco", "Funky Fingers", "Clicker 8", "Nessy", "Lexia Core5", "Reading Plus",
    "Accelerated Reader", "Fresh Start", "Switch-on Reading", "Catch Up Literacy", "Catch Up Numeracy",
    "Numbers Count", "1stClass@Number", "Success@Arithmetic", "Plus 1", "Power of 2", "Rapid Maths", "Dynamo Maths",
    "Third Space Learning", "Toe by Toe", "Hornet Literacy Primer", "Word Wasp", "Beat Dyslexia", "Alpha to Omega",
    "Sounds-Write", "Read Write Inc.", "Read Write Inc Fresh Start", "Letters and Sounds", "Little Wandle", "Bug Club",
    "Project X CODE", "FFT Wave 3", "Better Reading Partnership", "Precision Teaching", "Paired Reading",
    "Drawing and Talking", "Play Therapy", "Art Therapy", "Music Therapy", "Sand Play", "Counselling", "Kooth",
    "Place2Be", "Mental Health Support Team", "Incredible Years", "Theraplay", "Breakfast Club", "Lunchtime Club",
    "Peer Mentoring", "Learning Mentor", "Meet and Greet", "Check-in", "1:1 TA support", "In-class support",
    "Small Group Maths", "Boxall Profile", "Black Sheep Press", "Narrative Therapy", "Touch Typing", "Handwriting",
    "Occupational Therapy", "OT", "Physiotherapy", "Emotional Literacy", "Emotion Coaching", "Anger Management",
    "The Nest", "Rainbow Room", "Daisy Room", "Ruby class", "Horse Riding", "Café club", "EAL Induction",
    "Bear Hunt group", "Smart Moves", "Word Aware", "Language Land", "Blank Level Questioning", "Speech Link",
    "Talking Partners", "Seasons for Growth", "Relax Kids", "Roots of Empathy", "Owl Class", "Rapid Reading",
    "Times Tables Rock Stars", "Numicon Firm Foundations", "Hegarty Maths", "Floppy's Phonics", "Read Naturally",
    "Reciprocal Reading", "Duke of Edinburgh", "Sherborne Developmental Movement", "Eye Gaze", "Solihull Approach",
    "Alternative Provision (Hartside)", "Write from the Start", "Helicopter Stories", "Hair and Beauty",
)  # fmt: skip

PEOPLE = (
    "Jack Smith 1:1", "Jack Smith", "jack smith", "JACK SMITH", "Smith, Jack", "Smith, J", "J Smith", "J. Smith",
    "Jack", "Jack S", "Jack's group", "Support for Priya Patel", "Mohammed", "Mary-Jane", "Mrs Bell", "Zayan Green",
    "Oluwaseun Adeyemi", "Nurture (Jack)", "J.S.", "JB", "Lego therapy Jamie", "Wren Whitlock", "DAVIES E",
    "Summer Jones", "O'Neill, Sean", "T.B.", "Leo", "Poppy Marsh", "Xander Cage",
)  # fmt: skip


@pytest.mark.parametrize("name", PROVISION)
def test_usual_names_of_provision_are_nobodys(name: str) -> None:
    """Over a hundred that schools use, brands and rooms among them."""
    assert not looks_like_a_name(name)
    assert not looks_like_a_number_of_a_person(name)
    assert not scan(name)


@pytest.mark.parametrize("name", PEOPLE)
def test_names_that_stand_alone_are_seen(name: str) -> None:
    """In either order, in either case, with initials, beside a provision, and names on no list beside a surname."""
    assert looks_like_a_name(name)


@pytest.mark.parametrize("number", ["004512", "1234567890", "Group 9434765919", "A123456", "XY-12345"])
def test_numbers_that_only_people_have_are_seen(number: str) -> None:
    """Of seven figures and more, with zeros before them, or after a letter or two."""
    assert looks_like_a_number_of_a_person(number)


@pytest.mark.parametrize(
    "number", ["12", "12,500", "1,250,000", "0", "0.75", "2026", "12500.00", "Clicker 8", "999001"]
)
def test_counts_and_costs_are_no_numbers_of_people(number: str) -> None:
    """Whatever their commas and points."""
    assert not looks_like_a_number_of_a_person(number)
