"""What a review suggests following up: our own rules and plugins', each plugin's alone, over what one may look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.desk.results import kinds_of
from inclusion_core.errors import InclusionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.analysis.enquiry.rules import Looked, PeerFigure
    from inclusion_core.analysis.enquiry.suggesting import Suggested, Suggestions
    from inclusion_core.analysis.enquiry.triangulation import Triangulated
    from inclusion_core.analysis.scoring.scorecard import Voices
    from inclusion_core.desk import Desk
    from inclusion_core.model.enquiry import LineOfEnquiry, Suggestion
    from inclusion_core.store.review.session import Session


@frozen
class Suggesting:
    """What came of asking every rule: the suggestions, and what went wrong with a plugin's rule, a sentence each."""

    suggestions: Suggestions
    troubles: tuple[str, ...] = ()


def suggested_lines(
    desk: Desk, session: Session, voice: str = "self", *, peers: Mapping[str, PeerFigure] | None = None
) -> Suggesting:
    """Return the lines of enquiry that a review suggests, ranked; our rules first, plugins' beside them.

    `voice` is who asks: a reviewer is suggested nothing from judgements that the team hides from reviewers. `peers` are
    figures of comparable schools by indicator, after release and suppression; where None, those of this workspace
    (`desk.peer_figures`). A plugin's rule that fails is left out, and said.
    """
    from inclusion_core.analysis.enquiry.suggesting import suggest  # noqa: PLC0415  only where it is asked
    from inclusion_core.desk.peer_figures import peer_figures  # noqa: PLC0415  as above

    figures = peer_figures(desk, session.review.id) if peers is None else peers
    looked = _looked(desk, session, voices_seen(session, voice), figures)
    given, troubles = _plugins(desk, session, looked)
    return Suggesting(suggest(looked, lines=session.enquiry.values(), given=given), troubles)


def triangulation_of(
    desk: Desk, session: Session, voice: str = "self", *, voices: Voices | None = None
) -> Mapping[str, Triangulated]:
    """Return what each line of enquiry of a review rests on, by its id, as far as `voice` may look.

    `voices` are the judgements to go by instead, such as those that a report tells of.
    """
    from inclusion_core.analysis.enquiry.triangulation import triangulate  # noqa: PLC0415  only where it is asked

    if not session.enquiry:
        return {}
    looked = _looked(desk, session, voices_seen(session, voice) if voices is None else voices, {})
    return {name: triangulate(looked, one) for name, one in session.enquiry.items()}


def _looked(desk: Desk, session: Session, voices: Voices, peers: Mapping[str, PeerFigure]) -> Looked:
    from inclusion_core.analysis.enquiry.rules import Looked as Looking  # noqa: PLC0415  only where it is asked

    return Looking(
        framework=session.framework,
        voices=voices,
        evidence=session.evidence,
        kinds=kinds_of(desk, session),
        setting=session.review.setting,
        who=speakers(session),
        facets=_facets(session),
        peers=peers,
    )


def voices_seen(session: Session, voice: str) -> Voices:
    """Return the judgements that a voice may look at: a reviewer not those that the team hides from reviewers."""
    review, reviewer = session.review, voice.startswith("peer:")
    hidden = {"self"} if reviewer and review.self_review_hidden else set()
    if reviewer and review.blind:
        hidden |= {one for one in session.assessments if one.startswith("peer:") and one != voice}
    return {name: one.judgements for name, one in session.assessments.items() if name not in hidden}


def grounds_seen(session: Session, line: LineOfEnquiry, voice: str) -> tuple[str, ...]:
    """Return why a line is asked, as far as a voice may look.

    Grounds say who judged what, in the words of the day they were written: a reviewer from whom the team hides
    judgements is told none of them until these are shown.
    """
    review = session.review
    if voice.startswith("peer:") and (review.self_review_hidden or review.blind):
        return ()
    return line.grounds


def speakers(session: Session) -> dict[str, str]:
    """Return who speaks with each voice, in words: a reviewer by the name that they chose to be shown as."""
    from inclusion_core.analysis.enquiry.rules import speaker  # noqa: PLC0415  as above

    team = session.review.team
    found: dict[str, str] = {}
    for voice in session.assessments:
        sort, _, name = voice.partition(":")
        person = team.get(name) if sort == "peer" else None
        said = session.framework.worded(name.upper() if name == "senco" else name) if sort == "role" else speaker(voice)
        found[voice] = person.name if person is not None and person.name else said
    return found


def _facets(session: Session) -> dict[str, str]:
    from inclusion_core.exchange.reports.review_words import facet_words  # noqa: PLC0415  as above

    facet = session.framework.facet
    words = {one: facet_words(one) for one in facet.values} if facet is not None else {}
    return {one: said[:1].lower() + said[1:] for one, said in words.items()}


def take_suggestion(session: Session, one: Suggested) -> LineOfEnquiry:
    """Write a suggestion down as a drafted line, with its grounds. Raises as `Session.add_enquiry`."""
    return session.add_enquiry(one.question, indicators=one.indicators, grounds=[each.says for each in one.grounds])


def _plugins(desk: Desk, session: Session, looked: Looked) -> tuple[dict[str, list[Suggestion]], tuple[str, ...]]:
    """Ask each plugin's rule alone."""
    given: dict[str, list[Suggestion]] = {}
    troubles: list[str] = []
    for name, rule in desk.plugins.enquiry_rules().items():
        try:
            given[name] = list(rule.suggest(session.framework, looked.voices, looked.evidence, session.review.setting))
        except InclusionError as error:
            troubles.append(str(error))
    return given, tuple(troubles)
