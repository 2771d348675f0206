"""A review's data handed to other programs: release and privacy come first, for our exporters and plugins' alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.desk.leaving import Made, Stop
from inclusion_core.desk.releasing import outgoing
from inclusion_core.errors import PluginFailed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.desk import Desk
    from inclusion_core.plugins.records import Exporter, Outgoing
    from inclusion_core.store.review.session import Session


def exporter_named(desk: Desk, name: str) -> Exporter:
    """Return an exporter, ours or a plugin's. Raises UnknownName."""
    known = desk.plugins.exporters()
    if name not in known:
        raise UnknownName("form of export", name, nearest=nearest(name, known), known=tuple(known))
    return known[name]


def make_export(session: Session, exporter: Exporter, *, to: str = "self", anyway: bool = False) -> Made:
    """Make a file of a review's data for an audience, unless privacy holds it back.

    Anybody but the host's own side (`to`) gets only what the host released. With `anyway` it is made although a text
    looks as if it named a pupil, and the review's journal says who did so. Raises NotAllowed, UnknownName and
    PluginFailed.
    """
    shown = outgoing(session, to)
    stops = tuple(_stops(shown))
    if stops and not anyway:
        return Made(b"", stops)
    content = exporter.export(shown)
    if not isinstance(content, bytes):
        raise PluginFailed(exporter.name.partition(".")[0], f"made no file, but {type(content).__name__}.")
    if stops:
        session.note_leaving(f"export {exporter.name}", len(stops))
        session.sync()
    return Made(content, stops)


def _stops(shown: Outgoing) -> Iterator[Stop]:
    from inclusion_core.analysis.texts.privacy import scan  # noqa: PLC0415  only for what leaves

    for where, text in _texts(shown):
        yield from (Stop(where, one.says, text[one.start : one.end]) for one in scan(text))


def _texts(shown: Outgoing) -> Iterator[tuple[str, str]]:
    yield "the title", shown.review.title
    for voice, assessment in shown.assessments.items():
        for cell, one in assessment.judgements.items():
            yield f"{voice} on {cell_text(cell)}", one.because
    for name, piece in shown.evidence.items():
        yield from ((f"evidence {name}", text) for text in (piece.note, piece.place, *piece.tags))
