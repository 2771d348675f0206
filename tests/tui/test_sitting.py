"""One voice at work: every change is in the journal, listeners hear of it, and rows say what stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui import views
from inclusion_tui.sitting import Sitting


@pytest.fixture
def desk(workspace: Path) -> Iterator[ic.Desk]:
    """A desk on the made-up cluster."""
    with ic.open_desk(workspace) as opened:
        yield opened


@pytest.fixture
def sitting(desk: ic.Desk) -> Iterator[Sitting]:
    """The lead reviewer's place at a made-up school."""
    with desk.session("demo-alnside") as session:
        one = Sitting(desk, session, "peer:lead-reviewer")
        one.get_ready()
        yield one


def test_what_is_no_voice_is_refused(desk: ic.Desk) -> None:
    """A voice that nobody can have is refused before anything is shown."""
    with desk.session("demo-alnside") as session, pytest.raises(ic.NotAllowed):
        Sitting(desk, session, "role:caretaker")


def test_whoever_sits_here_without_a_name_is_you(desk: ic.Desk, sitting: Sitting) -> None:
    """Their own evidence and changes say 'you' until they have a name; others keep theirs."""
    me = desk.workspace.me.id
    assert sitting.people[me].name == "you"
    assert sitting.people["lead-reviewer"].name == "Lead reviewer"
    desk.workspace.rename_me("Asha K")
    assert sitting.people[me].name == "Asha K"


def test_a_judgement_is_heard_of_with_its_words(sitting: Sitting) -> None:
    """Listeners are told which indicator, and a sentence for people."""
    heard: list[Any] = []
    sitting.listeners.append(lambda *told: heard.append(told))
    assert sitting.judge("U4", "leading") == "U4 Leading"
    assert heard == [(frozenset({"U4"}), "U4 Leading", False)]
    assert sitting.row("U4").place == 4


def test_what_is_refused_changes_nothing(sitting: Sitting) -> None:
    """'Not applicable' without its reason raises, tells nobody and leaves the row as it was."""
    heard: list[Any] = []
    before = sitting.row("U4")
    sitting.listeners.append(lambda *told: heard.append(told))
    with pytest.raises(ic.NotAllowed):
        sitting.judge("U4", "not-applicable")
    assert heard == []
    assert sitting.row("U4") == before


def test_a_reason_confidence_and_evidence_stay_with_another_level(sitting: Sitting) -> None:
    """A second thought about the level keeps what was said beside it."""
    sitting.clear("U1")
    sitting.judge("U1", "secure", because="Seen in five rooms.")
    sitting.turn_confidence("U1")
    sitting.judge("U1", "developing")
    made = sitting.judgement("U1")
    assert made is not None
    assert (made.because, made.confidence) == ("Seen in five rooms.", "low")


def test_confidence_goes_round(sitting: Sitting) -> None:
    """Low, medium, high, and then not said again."""
    sitting.judge("U10", "secure")
    assert [sitting.turn_confidence("U10") for _ in range(4)] == ["low", "medium", "high", None]


def test_confidence_and_reason_need_a_judgement(sitting: Sitting) -> None:
    """Neither can stand where nothing was judged."""
    sitting.clear("U11")
    with pytest.raises(ic.NotAllowed, match="no judgement yet"):
        sitting.turn_confidence("U11")
    with pytest.raises(ic.NotAllowed, match="no judgement yet"):
        sitting.because("U11", "Seen.")


def test_a_reviewer_sees_the_school_s_own_judgements(sitting: Sitting) -> None:
    """The self-review stands beside a reviewer's judgement unless the team has hidden it."""
    assert "self" in sitting.beside()
    sitting.judge("U1", "starting")
    assert sitting.row("U1").apart == 2
    sitting.session.change_review(self_review_hidden=True)
    sitting.changed()
    assert "self" not in sitting.beside()
    assert sitting.row("U1").apart is None
    assert not any(voice == "self" for voice, _ in sitting.row("U1").others)


def test_reviewers_of_a_blind_review_do_not_see_each_other(sitting: Sitting) -> None:
    """Blind hides peers from peers, and no peer from the school."""
    sitting.session.judge("peer:second-reviewer", "U1", ic.Judgement(level="leading"))
    assert "peer:second-reviewer" in sitting.beside()
    sitting.session.change_review(blind=True)
    assert "peer:second-reviewer" not in sitting.beside()
    assert "self" in sitting.beside()
    sitting.speak_as("self")
    assert {"peer:second-reviewer", "peer:lead-reviewer"} <= set(sitting.beside())


def test_each_lens_is_judged_by_itself(sitting: Sitting) -> None:
    """With a lens chosen a key judges that lens, and the plain judgement stays."""
    plain = sitting.judgement("U1")
    assert sitting.turn_facet() == "send"
    assert sitting.judgement("U1") is None
    sitting.judge("U1", "starting")
    assert sitting.session.assessment(sitting.voice).judgements["U1", "send"].level == "starting"
    assert sitting.session.assessment(sitting.voice).judgements["U1", None] == plain


def test_strands_are_counted_by_the_lens_and_the_review_by_all(sitting: Sitting) -> None:
    """With a lens the figure beside a strand is that of the rows under it; the review's coverage stays what it is."""
    everything, strand = sitting.counts(), sitting.counts("U")
    assert (everything, strand, sitting.counts_by_facet) == ((9, 20), (7, 9), None)
    sitting.turn_facet()
    assert (sitting.counts(), sitting.counts("U"), sitting.counts_by_facet) == (everything, (0, 9), (0, 20))
    sitting.judge("U1", "secure")
    sitting.reckon()
    assert (sitting.counts("U"), sitting.counts_by_facet) == ((1, 9), (1, 20))


def test_lenses_go_round_to_all_of_them(sitting: Sitting) -> None:
    """After the last lens comes the plain judgement again."""
    facet = sitting.framework.facet
    assert facet is not None
    assert [sitting.turn_facet() for _ in range(len(facet.values) + 1)] == [*facet.values, None]


def test_a_framework_without_lenses_says_so(desk: ic.Desk) -> None:
    """Asking for a lens where there is none is answered with a sentence."""
    framework = desk.framework("leading-together")
    desk.workspace.create_review("alnside-first", framework, id="together")
    with desk.session("together") as session, pytest.raises(ic.NotAllowed, match="no lenses"):
        Sitting(desk, session).turn_facet()


def test_undo_tells_what_was_taken_back(sitting: Sitting) -> None:
    """Undo and redo say in words what they did, and the rows follow."""
    sitting.judge("U1", "starting")
    assert sitting.undo().startswith("You took back")
    assert sitting.row("U1").place != 1
    sitting.redo()
    assert sitting.row("U1").place == 1


def test_what_another_program_wrote_is_taken_in(sitting: Sitting, workspace: Path) -> None:
    """A change by somebody else is seen at the next look, and said to be theirs."""
    heard: list[Any] = []
    sitting.row("U1")
    sitting.listeners.append(lambda *told: heard.append(told))
    with ic.open_desk(workspace) as other, other.session("demo-alnside") as session:
        session.judge("peer:lead-reviewer", "U1", ic.Judgement(level="starting"))
    assert sitting.follow()
    assert heard == [(None, "", True)]
    assert sitting.row("U1").place == 1
    assert not sitting.follow()


def test_evidence_counts_what_is_filed_and_what_is_cited_once(sitting: Sitting) -> None:
    """A piece that is both filed under an indicator and cited by its judgement is one piece."""
    before = sitting.row("U1").evidence
    piece = sitting.session.add_evidence("pupil-voice", "They knew.", indicators=["U1"])
    made = sitting.judgement("U1")
    assert made is not None
    cell = sitting.cell("U1")
    sitting.session.judge(
        sitting.voice, cell, ic.judgement_of(sitting.framework, cell, made.level or "", evidence=(piece.id,))
    )
    sitting.changed(["U1"])
    assert sitting.row("U1").evidence == before + 1


def test_a_score_is_in_words_and_none_where_there_is_none(sitting: Sitting, desk: ic.Desk) -> None:
    """The lead reviewer's judgements come to words; an enquiry comes to no score at all."""
    assert sitting.comes_to() in {"Starting", "Developing", "Secure", "Leading"} | {
        f"between {one} and {other}"
        for one, other in (("Starting", "Developing"), ("Developing", "Secure"), ("Secure", "Leading"))
    }
    desk.workspace.create_review("alnside-first", desk.framework("send-enquiry"), id="enquiry")
    with desk.session("enquiry") as session:
        enquiry = Sitting(desk, session)
        enquiry.judge(enquiry.indicators[0], "curious")
        assert enquiry.comes_to() == ""


@pytest.mark.parametrize("view", views.VIEWS, ids=lambda one: one.id)
def test_a_view_keeps_what_it_says_and_loses_nothing_else(sitting: Sitting, view: views.View) -> None:
    """Each view shows exactly the indicators whose rows it keeps, in the order of the framework."""
    sitting.clear("U2")
    shown = views.shown(sitting, view)
    assert list(shown) == [one for one in sitting.indicators if view.keeps(sitting.row(one))]
    if view.id == "open":
        assert "U2" in shown


def test_finding_looks_at_ids_titles_statements_and_look_fors(sitting: Sitting) -> None:
    """Every word that is typed has to be somewhere in the indicator, in any case and order."""
    everything = views.BY_ID["all"]
    assert views.shown(sitting, everything, "u4")[0] == "U4"
    assert "U9" in views.shown(sitting, everything, "WEEK clean")
    assert views.shown(sitting, everything, "clean xyzzy") == ()


def test_what_was_agreed_is_kept_beside_first_judgements(sitting: Sitting) -> None:
    """An agreement is the moderated voice's, with its reason; listeners hear of it, and first judgements stay."""
    heard: list[Any] = []
    first = sitting.judgement("U4")
    sitting.listeners.append(lambda *told: heard.append(told))
    sitting.agree(("U4", None), "secure", "Both looked again after lunch.")
    made = sitting.session.assessment("moderated").judgements["U4", None]
    assert (made.level, made.because) == ("secure", "Both looked again after lunch.")
    assert sitting.judgement("U4") == first
    assert heard == [(frozenset({"U4"}), "U4 agreed: Secure. First judgements are kept", False)]


def test_an_agreement_needs_what_settled_it(sitting: Sitting) -> None:
    """Without its reason nothing is agreed, whatever the level."""
    with pytest.raises(ic.NotAllowed, match="needs its reason"):
        sitting.agree(("U4", None), "secure", "  ")
    assert "moderated" not in sitting.session.assessments


def test_who_is_shown_to_whom_is_one_rule(sitting: Sitting) -> None:
    """It holds for voices that have judged nothing yet as well, and never hides one's own."""
    sitting.session.change_review(blind=True, self_review_hidden=True)
    seen = {one for one in ("self", "moderated", "peer:x", "peer:lead-reviewer") if sitting.sees(one)}
    assert seen == {"moderated", "peer:lead-reviewer"}
    assert set(sitting.beside()) <= seen
    sitting.speak_as("self")
    assert all(sitting.sees(one) for one in ("self", "moderated", "peer:x", "peer:lead-reviewer"))


def test_a_reviewer_joins_the_team_by_name(sitting: Sitting) -> None:
    """A peer nobody knew is of the team from then on; one of the team keeps their name."""
    sitting.speak_as("peer:asha-khan", name="Asha Khan")
    assert sitting.session.review.team["asha-khan"] == ic.Person("asha-khan", "Asha Khan")
    sitting.speak_as("peer:lead-reviewer", name="Somebody else")
    assert sitting.session.review.team["lead-reviewer"].name == "Lead reviewer"


def test_views_have_letters_of_their_own() -> None:
    """No two views answer to the same letter."""
    assert len({one.letter for one in views.VIEWS}) == len(views.VIEWS)


def test_what_a_colleague_did_just_before_a_change_of_ours_is_shown(sitting: Sitting, workspace: Path) -> None:
    """A change that was read together with one of ours reaches the rows at the next look, not never."""
    before = sitting.row("U2").answer
    level = next(one for one in sitting.framework.scale.order if one != before)
    with ic.open_desk(workspace) as other, other.session("demo-alnside") as theirs:
        theirs.judge("peer:lead-reviewer", "U2", ic.Judgement(level))
    sitting.judge("U4", "leading")
    assert sitting.follow()
    assert sitting.row("U2").answer == level
    assert not sitting.follow()


def test_what_was_taken_back_is_said_without_ids(sitting: Sitting) -> None:
    """Undo speaks of voices as people do, and of evidence without the id that its file needs."""
    sitting.session.add_evidence("observation", "calm", indicators=["U4"])
    assert sitting.undo() == "You took back: added evidence for U4"
    sitting.judge("U4", "secure")
    assert sitting.undo() == "You took back: judged U4 secure (Lead reviewer)"


def test_two_windows_never_go_on_with_one_text(desk: ic.Desk, sitting: Sitting) -> None:
    """The second is told in one sentence and begins with nothing; closed there, the text is here; sent, it is gone."""
    key, told = "evidence U4", []
    with desk.session("demo-alnside") as before:
        before.draft(key, "Calm start")
    (left,) = sitting.waiting.left()
    sitting.waiting.tell = told.append
    with desk.session("demo-alnside") as session:
        other = Sitting(desk, session, "self").waiting
        assert other.take_up(key) == "Calm start"
        assert sitting.waiting.take_up(key) == ""
        (says,) = told
        assert says.startswith("Another window of this program is at work on this text: send it there, or close that")
        assert sitting.waiting.fitting(key) is None
        assert key not in sitting.waiting.keys_for("U4", "")
        with pytest.raises(ic.NotAllowed, match="Another window"):
            sitting.waiting.take_up(key, left.stream)
        with pytest.raises(ic.NotAllowed, match="Another window"):
            sitting.waiting.drop(left)
        other.put(key, "Calm start, in four of five")
        sitting.waiting.look_again()
        sent = next(one for one in sitting.waiting.left() if one.stream == session.draft_stream)
        other.done(key)
    with pytest.raises(ic.NotAllowed, match="sent or let go in another window"):
        sitting.waiting.take_up(key, sent.stream)
    assert sitting.waiting.left() == ()
    sitting.waiting.put(key, "Mine")
    assert sitting.waiting.take_up(key) == "Mine"
