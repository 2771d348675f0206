"""Evidence: what was seen or heard, apart from anybody's judgement of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from attrs import Factory, frozen

from inclusion_core.model.fixed import tables_fixed


@frozen
class EvidenceKind:
    """A kind of evidence. `voice` marks what people said; `counts_as` names the kind it counts as for sufficiency."""

    id: str
    title: str
    about: str = ""
    voice: bool = False
    counts_as: str | None = None

    @property
    def counted(self) -> str:
        """The kind that this one counts as: itself unless it says otherwise."""
        return self.counts_as or self.id


KINDS: tuple[EvidenceKind, ...] = (
    EvidenceKind("observation", "Observation", "Something seen for longer than a glance."),
    EvidenceKind("learning-walk", "Learning walk", "Seen while walking through.", counts_as="observation"),
    EvidenceKind("work-scrutiny", "Pupils' work", "Books, folders, models, recordings."),
    EvidenceKind("document", "Document", "A policy, plan, log or letter."),
    EvidenceKind("data", "Figures", "Numbers about the school; never about one pupil."),
    EvidenceKind("pupil-voice", "Pupils said", "What pupils told us.", voice=True),
    EvidenceKind("family-voice", "Families said", "What families told us.", voice=True),
    EvidenceKind("staff-voice", "Staff said", "What staff told us, by role.", voice=True),
    EvidenceKind("governor-voice", "Governors said", "What governors or trustees told us.", voice=True),
    EvidenceKind("partner-voice", "Partners said", "What health, care or another school told us.", voice=True),
)
"""The kinds that every framework may ask for; plugins add more."""


@frozen
class Attachment:
    """A file that goes with evidence. Its key where it is kept is its SHA-256; `size` is in bytes."""

    name: str
    size: int


@frozen(field_transformer=tables_fixed)
class Evidence:
    """One thing seen or heard. With no indicator it is an unfiled jotting.

    `by` is the person's id; `at` is when it was seen (UTC). `attachments` maps SHA-256 (hex) to what is kept there.
    """

    id: str
    kind: str
    note: str
    by: str
    at: dt.datetime
    indicators: tuple[str, ...] = ()
    place: str = ""
    tags: tuple[str, ...] = ()
    attachments: Mapping[str, Attachment] = Factory(dict)
