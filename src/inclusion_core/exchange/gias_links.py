"""Which school followed which: a school that becomes an academy gets a new URN, and the register keeps the link."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.exchange.delimited import open_delimited
from inclusion_core.exchange.gias import SchoolsRead, Skipped, date_of, has_links, read_schools
from inclusion_core.exchange.gias_columns import LINK_ALIASES, Columns
from inclusion_core.exchange.remarks import Remarks
from inclusion_core.identifiers import is_urn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from inclusion_core.exchange.delimited import Row
    from inclusion_core.model.school import School

_LACKING = "There is no URN and LinkURN column, so it is no file of links between schools."
_EARLIEST = dt.date.min


@frozen
class Link:
    """One school followed another. `since` is the day the register gives for it, None where it gives none."""

    urn: str
    predecessor: str
    since: dt.date | None = None
    sort: str = ""


@frozen
class LinksRead:
    """What a file of links held. Most links stand twice, once at either school: `links` holds each once."""

    links: tuple[Link, ...]
    warnings: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    encoding: str
    rows: int


def read_links(path: Path) -> LinksRead:
    """Read a file of links (`URN, LinkURN, LinkName, LinkType, LinkEstablishedDate`). Raises InvalidFile."""
    table = open_delimited(path, has_links, _LACKING)
    columns = Columns.of(table.header, LINK_ALIASES)
    remarks, skipped, rows = Remarks(), [], 0
    links: dict[tuple[str, str], Link] = {}
    for row in table.rows():
        if row.blank:
            continue
        rows += 1
        link = _link(columns, row, remarks)
        if isinstance(link, str):
            skipped.append(Skipped(row.line, link))
            continue
        before = links.get((link.urn, link.predecessor))
        if before is None or before.since is None:
            links[link.urn, link.predecessor] = link
    return LinksRead(tuple(links.values()), remarks.sentences(), tuple(skipped), table.encoding, rows)


def _link(columns: Columns, row: Row, remarks: Remarks) -> Link | str:
    urn, other = columns.text(row, "urn"), columns.text(row, "link")
    if not is_urn(urn) or not is_urn(other):
        return f"'{(urn if not is_urn(urn) else other)[:40]}' is no URN (six digits)"
    if urn == other:
        return f"URN {urn} is linked to itself"
    sort = columns.text(row, "type")
    said = columns.text(row, "date")
    since = date_of(said) if said else None
    if said and since is None:
        remarks.add("dates that are none", f"Line {row.line}: '{said[:40]}' is no date; it is kept as not known.")
    if since is not None and since == dt.date(1900, 1, 1):  # the register's way of saying 'not known'
        since = None
    if sort.casefold().startswith("predecessor") or sort.casefold() == "result of amalgamation":
        return Link(urn, other, since, sort)
    if sort.casefold().startswith("successor"):
        return Link(other, urn, since, sort)
    return f"'{sort[:60]}' does not say which school came first" if sort else "it does not say what sort of link it is"


def follow(schools: Iterable[School], links: Iterable[Link]) -> tuple[School, ...]:
    """Return the schools with `followed` filled in: every predecessor's URN, through chains, newest first.

    A school comes before those that it followed; of several the latest link comes first, undated ones last. Links that
    run in a circle end where they would come back. What a school already knew to have followed is kept.
    """
    before: dict[str, list[Link]] = {}
    for link in links:
        before.setdefault(link.urn, []).append(link)
    for told in before.values():
        told.sort(key=lambda link: (link.since or _EARLIEST, link.predecessor), reverse=True)
    done: list[School] = []
    for school in schools:
        chain = _chain(school.urn, before) if school.urn else ()
        known = tuple(urn for urn in school.followed if urn not in chain and urn != school.urn)
        done.append(evolve(school, followed=chain + known) if chain else school)
    return tuple(done)


def _chain(urn: str, before: dict[str, list[Link]]) -> tuple[str, ...]:
    seen = {urn}
    found: list[str] = []
    step = [urn]
    while step:
        links = [link for one in step for link in before.get(one, ())]
        links.sort(key=lambda link: link.since or _EARLIEST, reverse=True)
        step = []
        for link in links:
            if link.predecessor not in seen:
                seen.add(link.predecessor)
                found.append(link.predecessor)
                step.append(link.predecessor)
    return tuple(found)


def read_register(path: Path, *, authorities: Collection[str] = ()) -> SchoolsRead | LinksRead:
    """Read a file of schools or of links, whichever its header says it is. Raises InvalidFile, NotAllowed."""
    table = open_delimited(
        path,
        lambda header: Columns.of(header).has("urn"),
        "There is no URN column, so it holds neither schools nor links between them.",
    )
    return read_links(path) if has_links(table.header) else read_schools(path, authorities=authorities)
