"""Notes that point at a pupil are found; ordinary notes of a visit are left in peace."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.privacy import scan

POINTING = {
    "upn": [
        "E000200005001",
        "Sampled P000400126007 today",
        "upn e000200005001.",
        "E 000 2000 05001 in the margin",
        "Q00040012600A arrived in June",
        "B00040012600Z has a passport",
    ],
    "upn-like": ["F000200005001 on the cover", "E000200005002", "(P 000 4001 26008)"],
    "nhs-number": ["NHS number 943 476 5919", "NHS no: 9434765919", "nhs 943-476-5919 on the plan"],
    "uln": ["ULN 1234567890", "Unique learner number: 1234567890"],
    "date-of-birth": [
        "DOB 12/03/2015",
        "d.o.b. 3.5.14",
        "Date of birth: 3 May 2014",
        "born on 2014-05-03",
        "her birthday is 3rd of May 2014",
        "12/03/2015 (DOB)",
    ],
    "name-and-year": [
        "Jamie Harker (Y5) told us",
        "We met Jamie Harker, Year 5, at lunch",
        "Jamie Harker in Year 5 showed his book",
        "When Jamie Harker (Y5) came in",
        "JH (Y5) reads alone",
        "J.H. in Y5 reads alone",
        "talked with J. H. (Year 9)",
        "Ayesha (Y3) likes the reset",
        "We asked Ayesha in Year 3",
        "a Y5 pupil called Ayesha",
        "Year 5 boy JH left class",
        "Zoë Łukasik (Y10)",
        "Siân O'Neill-Hart, Y11",
        "Jamie H (Y5)",
        "J Harker Y5",
        "JH Y5 out of lesson",
        "Jamie McKenna (Reception)",
        "Jamie Harker - Y5",
        "spoke to Jamie Y6",
        "Jamie Harker (Y5B)",
    ],
    "name-and-need": [
        "Jamie Harker has an EHCP",
        "EHCP for Jamie Harker is late",
        "Jamie Harker, new in spring, was diagnosed last term",
        "the diagnosis of Ayesha Khan",
        "Ayesha Khan is autistic and",
        "ADHD (Jamie Harker)",
    ],
    "email": ["write to jamie.harker@pupils.alnside.example", "mum: a_khan+school@mail.example.org"],
    "phone": ["0191 498 0123", "call 07700 900123", "+44 7700 900123", "(0191) 498 0123", "tel. 01632960123"],
    "postcode": ["lives at NE1 4ST", "DH12AB is home"],
}

ORDINARY = [
    "Reviewed with north-east@2026.1 and universal-targeted-specialist@2026.1.",
    "Seen in five of six lessons, the cover lesson too.",
    "Year 5 were calm after lunch.",
    "Maths (Y5): visual timetable, worked examples on the wall.",
    "Guided Reading (Y2) and Phonics (Y1) both used the same prompts.",
    "PE Y5 outside; TA Y5 stayed with the whole group.",
    "RE (Y9), DT (Y8) and MFL (Y7) all had the agreed adjustments.",
    "English, Year 7: cover teacher found the cards.",
    "Assembly in Year 6 was led by pupils.",
    "Displays in Year 4 show work from every pupil.",
    "Learning walk Y3 to Y6, 10:42 to 11:15.",
    "Learning Walk (Y5) with the deputy head.",
    "The SENCO told us about 12 EHCPs across the school.",
    "EHCP reviews are held on time; 3 were moved at families' request.",
    "The Educational Psychologist explained the diagnosis pathway.",
    "National Autistic Society training for all staff in June.",
    "Mrs Patel, Year 5 teacher, showed us the plan.",
    "Mr Jones (Y6) ran the reset.",
    "Mrs Smith keeps the EHCP file up to date.",
    "Governors asked for data on 14/10/2026.",
    "Policy dated 3 March 2024, next review 2027-03-01.",
    "URN 108320, LAESTAB 391/2000.",
    "2 pupils could say what helps them.",
    "The T3 ratio is 1:4 with 2 TAs and 12 pupils in 45 minutes.",
    "North Tyneside and South Tyneside share the outreach team.",
    "Northumberland County Council asked about EHCPs.",
    "Oak Class (Y4) has a quiet corner.",
    "Forest School, Year 3, every Tuesday.",
    "Reception is welcoming; the office knows families by name.",
    "Nursery and Reception share an outdoor area.",
    "The NHS therapist visits on Mondays.",
    "We were told NHS waits are 52 weeks.",
    "Pupils said: 'teachers help before you ask'.",
    "Attendance is 94.2 %, up from 93.1 % in 2025/26.",
    "KS2 tests run 10-13 May 2027.",
    "A Year 9 group described the reset they can feel.",
    "Lunchtime staff in Year 2 use the same script.",
    "Budget line £12,500; 1,350 hours; 0.6 FTE.",
    "Autism awareness week ran in March; ADHD training in June.",
    "Science Y10: exam support seen; History Y11: none.",
    "World War Two (Y6) topic boxes had adapted texts.",
    "Ancient Egypt (Y4) trip: cost was not a barrier.",
    "The Year 5 teacher knows who needs what.",
    "Y5 pupils said breaks help. Y6 pupils agreed.",
    "Head, deputy and SENCO meet weekly (Monday 08:15).",
    "Room 12, 10:42, lesson 3 of 5.",
    "Ofsted visited in May 2024.",
    "The pupil was born to lead assembly, said one governor.",
    "Dyslexia-friendly fonts in all Year 8 booklets.",
    "Speech and Language Therapy on Thursdays.",
    "Call-backs to families within 24 hours, 7 days a week.",
    "Sufficiency: 3 kinds, U4 and U7 thin.",
    "Behaviour log: 14 entries in week 3, 9 in week 6.",
    "Times tables (Y4) practised in pairs.",
    "Harvest Festival (Y2) rehearsal had visual cues.",
    "Judged with north-east@2026.1, U4@cared-for among it.",
]


@pytest.mark.parametrize(("kind", "note"), [(kind, note) for kind, notes in POINTING.items() for note in notes])
def test_a_note_that_points_at_a_pupil_is_found(kind: str, note: str) -> None:
    """Each kind of pointer is found as what it is."""
    assert kind in [one.kind for one in scan(note)]


@pytest.mark.parametrize("note", ORDINARY)
def test_an_ordinary_note_is_left_in_peace(note: str) -> None:
    """A note that reviewers write every day raises no finding."""
    assert [(one.kind, note[one.start : one.end]) for one in scan(note)] == []


def test_the_corpora_are_as_large_as_promised() -> None:
    """At least forty ordinary notes and thirty pointing ones are held."""
    assert len(set(ORDINARY)) >= 40
    assert sum(len(set(notes)) for notes in POINTING.values()) >= 30
