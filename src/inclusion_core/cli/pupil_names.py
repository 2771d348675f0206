"""Saying on stderr that a text which was just kept looks as if it named a pupil, where no review is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.output import note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inclusion_core.cli.context import Context


def warn_of_names(context: Context, texts: Iterable[str]) -> None:
    """Say on stderr that a text looks as if it named a pupil, and how to take it out for good."""
    from inclusion_core.analysis.texts.privacy import scan  # noqa: PLC0415  only where text comes in

    says = " ".join(dict.fromkeys(finding.says for text in texts for finding in scan(text)))
    if says:
        note(context.typed(f"{says} Pupils are not named here; to erase it for good: inclusion blank TEXT"))
