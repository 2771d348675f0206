"""The Schools Partnership Programme in Trafford: its roles and stages, and a rule for lines of enquiry."""

from __future__ import annotations

from inclusion_core.plugins import Command, EnquiryRule, hookimpl
from inclusion_trafford_spp.enquiry import suggest


@hookimpl
def inclusion_enquiry_rules() -> list[EnquiryRule]:
    """Give the rule for what is uncertain and hardly looked at."""
    return [
        EnquiryRule(
            "trafford-spp.thin-evidence",
            "Uncertain, and hardly looked at",
            "A concerned or curious answer on one kind of evidence or none makes a line of enquiry.",
            suggest,
        )
    ]


@hookimpl
def inclusion_commands() -> list[Command]:
    """Give the command that shows the programme."""
    return [
        Command(
            "trafford-spp.programme",
            "The programme",
            "Who does what in the Schools Partnership Programme, and when.",
            "inclusion_trafford_spp.programme:show",
        )
    ]
