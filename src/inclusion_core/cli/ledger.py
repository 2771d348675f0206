"""`inclusion ledger`: what is written down over time and added up; each part has a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import group
from inclusion_core.cli.ledger_exchange import exchange, outreach
from inclusion_core.cli.ledger_places import destinations, provision
from inclusion_core.cli.ledger_voice import voice

if TYPE_CHECKING:
    import argparse


def ledger(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion ledger`."""
    commands = group(parser)
    for part in (provision, exchange, outreach, destinations, voice):
        part(commands)
