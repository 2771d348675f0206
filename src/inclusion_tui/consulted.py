"""A consultation as a page shows it: which one, whose answers, the count, and what may be read of the school's own.

Nothing of Textual in here; `read_consulted` touches the disk and is done in a thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.notes.attaching import meant

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection
    from pathlib import Path

consultations = ic.consultations


@frozen
class Consulted:
    """One consultation of `count`, the `place`th. `framework` and `tally` are None where its edition is not here.

    `school` is whose answers are given, None where nobody has said; `mine` is what it says, None where it says nothing
    or where that may not be read here (then `kept` is true). `why` is what keeps the edition away.
    """

    consultation: consultations.Consultation
    place: int
    count: int
    framework: ic.Framework | None
    tally: consultations.Tally | None
    why: str = ""
    school: ic.School | None = None
    mine: consultations.SchoolReturn | None = None
    kept: bool = False


def read_consulted(  # noqa: PLR0913  a look has these parts, all named
    desk: ic.Desk,
    *,
    today: dt.date,
    which: str = "",
    own: str = "",
    school: str = "",
    begun: Collection[str] = (),
    digest: str = "",
    by_name: bool = True,
) -> Consulted | None:
    """Return the consultation `which`, else the first about the text of the open review (`digest`), else the first.

    `own` is the school of the open review, `school` one that was chosen in its place; `begun` are those whose first
    answer was given on the page that asks. `by_name` says whether a consent to be named lets it be read, as it does
    for words and never for what is signed up to. None where there is no consultation.
    """
    there = consultations.all_consultations(desk)
    if not there:
        return None
    fitting = [one for one in there if one.id == which] or [one for one in there if digest and one.digest == digest]
    one = (fitting or there)[0]
    framework, counted, why = None, None, ""
    try:
        framework = consultations.asked_about(desk, one)
        counted = consultations.tally_of(desk, one.id, today)
    except ic.InclusionError as refused:
        why = str(refused)
    named = school or own
    found = ic.find_school(desk, named) if named else None
    mine, kept = None, False
    if found is not None:
        key = consultations.key_of(found)
        kept = not may_be_read(one, key, today, own=found.id == own, begun=key in begun, by_name=by_name)
        mine = None if kept else one.returns.get(key)
    return Consulted(one, there.index(one), len(there), framework, counted, why, found, mine, kept)


def may_be_read(  # noqa: PLR0913  the rule has these parts, all named
    consultation: consultations.Consultation,
    key: str,
    today: dt.date,
    *,
    own: bool,
    begun: bool = False,
    by_name: bool = True,
) -> bool:
    """Say whether what a school wrote is shown with its name, on a page where any school can be chosen.

    It is where the school's own review is open, where nobody else answered here, where it has said nothing before it
    was chosen (`begun`), and, `by_name`, where it agreed to be named. Otherwise its words are in the count alone.
    """
    there = consultation.returns.get(key)
    if own or begun or there is None or len(consultation.returns) == 1:
        return True
    return by_name and there.named is not None and there.named.stands(today)


def school_choices(desk: ic.Desk, consultation: consultations.Consultation) -> list[tuple[str, str]]:
    """Return the schools whose answers may be given: those asked, those that answered, those with a review here.

    Where there are none of them, all schools that are here. Each as its id and its name with its town.
    """
    keys = {*consultation.invited, *consultation.returns}
    reviewed = {one.school for one in desk.workspace.reviews()}
    schools = desk.workspace.schools()
    near = [one for one in schools if consultations.key_of(one) in keys or one.id in reviewed] or list(schools)
    return [(one.id, _called(one)) for one in sorted(near, key=lambda one: one.name.casefold())]


def _called(school: ic.School) -> str:
    name = consultations.name_of(school)
    return f"{name}, {school.town}" if school.town else name


def files_meant(typed: str) -> tuple[Path, ...]:
    """Return the file that is typed, or every TOML file of a folder. Raises NotAllowed where there is none."""
    from pathlib import Path  # noqa: PLC0415  beside its only use

    path = Path(meant(typed)).expanduser()
    if path.is_dir():
        found = tuple(sorted(path.glob("*.toml")))
        if not found:
            raise ic.NotAllowed(f"There is no file that ends in .toml in '{ic.one_line(str(path))}'.")
        return found
    if not path.is_file():
        raise ic.NotAllowed(f"There is no file '{ic.one_line(str(path))}'. Tab completes a name.")
    return (path,)
