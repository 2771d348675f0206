"""What is said of a review that is handed over: who, what would come, and where two people changed the same thing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, get_args

from inclusion_core.analysis.scoring.wording import answer_in_words, listed
from inclusion_core.analysis.texts.sentences import clipped
from inclusion_core.desk.handing import HandingConflict
from inclusion_core.exchange.wording import capitalised, counted, day_words
from inclusion_core.model.assessment import Judgement
from inclusion_core.store.review.things import SORTS, Thing, sort_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from inclusion_core.desk.handing import Handing
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Person
    from inclusion_core.store.review.merging import Clash

_LONGEST = 60
_KB, _MB = 1_000, 1_000_000
_FIELDS = {
    "title": "The title",
    "setting": "The school's setting",
    "keep_until": "The last day of keeping",
    "safeguarding": "The safeguarding lead",
    "self_review_hidden": "Whether the self-review is hidden",
    "released": "What the host has released",
    "blind": "Whether reviewers judge unseen by each other",
}


def told(handing: Handing) -> Iterator[str]:
    """Yield the sentences that a person is told of a review that was handed over."""
    called = f", '{handing.title}'" if handing.title else ""
    yield f"{handing.review}{called}: a review of {handing.school} with {handing.framework}."
    if handing.made_at is not None:
        yield f"{handing.made_by} made this file on {moment_words(handing.made_at)}."
    else:
        yield "It is a copied folder, which does not say who handed it over."
    yield _comes(handing)
    if handing.conflicts:
        number = len(handing.conflicts)
        things = "One thing was" if number == 1 else f"{number:,} things were"
        yield (
            f"{things} changed here and there without knowing of each other. What is here stands until somebody "
            "decides by changing it again:"
        )
        yield from map(str, handing.conflicts)
    yield from handing.remarks


def _comes(handing: Handing) -> str:
    files = f"{counted(handing.attachments, 'attachment')} ({size_words(handing.attached_bytes)})"
    if not handing.here:
        parts = [
            f"{counted(handing.judgements, 'judgement')} in {counted(handing.voices, 'voice')}",
            counted(handing.evidence, "piece of evidence", "pieces of evidence"),
            *([files] if handing.attachments else []),
        ]
        come = "was not here, and all of it has come" if handing.opened else "is not here yet, and all of it would come"
        return f"It {come}: {listed(parts)}."
    parts = [f"{counted(len(handing.changes), 'change')}{_by(handing)}"] if handing.changes else []
    parts += [files] if handing.attachments else []
    if not parts:
        return "It is here already, and there is nothing new in it."
    come = "was here already. Taken in" if handing.opened else "is here already. It would be merged, and would bring"
    return f"It {come}: {listed(parts)}."


def _by(handing: Handing) -> str:
    """Say who made the changes: one person, or several with how many each."""
    if len(handing.people) == 1:
        return f" by {handing.people[0].partition(' by ')[2]}"
    return f" ({listed(handing.people)})"


def size_words(size: int) -> str:
    """Write a size in bytes as people read it.

    >>> size_words(12), size_words(2_400), size_words(3_140_000)
    ('12 bytes', '2 kB', '3.1 MB')
    """
    if size < _KB:
        return counted(size, "byte")
    return f"{size / _KB:.0f} kB" if size < _MB else f"{size / _MB:,.1f} MB"


def moment_words(at: dt.datetime) -> str:
    """Write a moment out, in UTC.

    >>> moment_words(dt.datetime(2026, 11, 22, 10, 42, tzinfo=dt.UTC))
    '22 November 2026 at 10:42 UTC'
    """
    utc = at.astimezone(dt.UTC)
    return f"{day_words(utc.date())} at {utc:%H:%M} UTC"


def person_words(people: Mapping[str, Person], person: str) -> str:
    """Name a person: by the name they chose, with their id, or by that alone."""
    found = people.get(person)
    return f"{found.name} ({person})" if found and found.name else person


def where_written(written: Any, people: Mapping[str, Person]) -> str:  # noqa: ANN401  a journal's row, or a file's name
    """Say where a text that would leave was written: by which change, when and by whom; or in which file."""
    from inclusion_core.store.review.history import says  # noqa: PLC0415  only where something is held back

    if isinstance(written, str):
        return written
    at = dt.datetime.fromisoformat(written["at"])
    did = capitalised(says(written["do"], people))
    return f"{did}, {day_words(at.date())}, {person_words(people, written['person'])}"


def conflict(framework: Framework, people: Mapping[str, Person], clash: Clash) -> HandingConflict:
    """Put into words what both copies changed."""
    ours, theirs = _worded(framework, clash.ours), _worded(framework, clash.theirs)
    if ours == theirs:
        ours, theirs = _worded(framework, clash.ours, whole=True), _worded(framework, clash.theirs, whole=True)
    if ours == theirs:
        ours, theirs = "one form", "another"
    return HandingConflict(_thing(clash, people), ours, theirs, person_words(people, clash.person))


def _thing(clash: Clash, people: Mapping[str, Person]) -> str:
    sort, name = clash.key[0], clash.key[1]
    if sort == "judge":
        return f"{clash.key[2]} ({name})"
    if sort == "review":
        return _FIELDS.get(name, f"The review's {name.replace('_', ' ')}")
    if sort == "team":
        return f"{person_words(people, name)} in the team"
    noun = SORTS[sort].noun if sort in SORTS else "judgement set aside"
    return f"{capitalised(noun)} {name}"


def _worded(framework: Framework, value: Any, *, whole: bool = False) -> str:  # noqa: ANN401, PLR0911  whatever stands under a key
    """Put into words what stands under a key; `whole` says more of it, where the words for two are the same."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, Judgement):
        answer = answer_in_words(framework, value.level or value.non_answer or "")
        return f"{answer}, {_quoted(value.because)}" if whole and value.because else answer
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, get_args(Thing)):
        sort = sort_of(value)
        stage = f" ({getattr(value, sort.stage).replace('-', ' ')})" if whole and sort.stage else ""
        return f"{_quoted(getattr(value, sort.needs))}{stage}"
    text = getattr(value, "lead", "") or getattr(value, "name", "")
    return _quoted(text) if text else "one form"


def _quoted(text: str) -> str:
    return f"'{clipped(' '.join(text.split()), _LONGEST)}'"
