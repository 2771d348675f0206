"""Every hook: what it is for, when it is called, what to return, and what happens when it goes wrong.

One thing holds for all of them. Each plugin is called alone, in a thread of its own, and has a second. If it raises,
leaves the program, prints or answers with the wrong thing, only its own part is lost, and `inclusion plugins list`
says so in a sentence. If it is late, it is off until the program is started again. No hook is called twice to catch up
on what a plugin missed.

A plugin takes only the arguments it needs, by these names. The functions here are never called: they say what there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from inclusion_core.errors import Problem
    from inclusion_core.model.assessment import Assessment, Judgement
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.plugins.records import (
        CalendarSet,
        Command,
        EnquiryRule,
        EvidenceKind,
        Exporter,
        FrameworkSource,
        Importer,
        Keymap,
        PeerMeasure,
        ReportFormat,
        Scale,
        ScoringMethod,
        Screen,
    )

PROJECT = "inclusion"
"""The name of our hooks for pluggy, and of the entry-point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as a hook: `@hookimpl` above `def inclusion_scales(): …`."""


# Give: no arguments, a list of records.


@hookspec
def inclusion_frameworks() -> Iterable[FrameworkSource]:
    """Give frameworks that need Python to be found; a package of .toml files alone needs no hook at all.

    Called when frameworks are first looked for. Return FrameworkSources; their files are read afterwards, and one that
    cannot be read hides no other. On error this plugin's frameworks are missing.
    """
    raise NotImplementedError


@hookspec
def inclusion_scales() -> Iterable[Scale]:
    """Give scales that frameworks may name.

    Called before the first framework is read. Return Scales, their `id` beginning with the plugin's name and a dot. On
    error a framework that names one of them is reported as naming an unknown scale.
    """
    raise NotImplementedError


@hookspec
def inclusion_scoring_methods() -> Iterable[ScoringMethod]:
    """Give ways of scoring that frameworks may name.

    Called before the first framework is read. Return ScoringMethods; `laws` lists the laws the method keeps, and the
    contract tests hold it to them. A method that cannot work with a framework raises FrameworkRefused with a sentence;
    anything else it raises ends that scoring as the plugin's failure (exit code 5).
    """
    raise NotImplementedError


@hookspec
def inclusion_evidence_kinds() -> Iterable[EvidenceKind]:
    """Give kinds of evidence beside ours.

    Called before the first framework is read. Return EvidenceKinds, their `id` beginning with the plugin's name and a
    dot; `counts_as` names the kind that one counts as for sufficiency. On error evidence of that kind is still shown,
    by its id.
    """
    raise NotImplementedError


@hookspec
def inclusion_enquiry_rules() -> Iterable[EnquiryRule]:
    """Give rules that suggest lines of enquiry.

    Called when suggestions are first asked for. Return EnquiryRules. On error their suggestions are missing, which is
    said. `inclusion enquire` asks them all and ranks what comes with our own (docs/enquiry.md).
    """
    raise NotImplementedError


@hookspec
def inclusion_peer_measures() -> Iterable[PeerMeasure]:
    """Give measures of how unlike two schools are.

    Called when peers are first looked for. Return PeerMeasures. On error the measure cannot be chosen. They stand
    beside ours in `inclusion compare --peers`.
    """
    raise NotImplementedError


@hookspec
def inclusion_report_formats() -> Iterable[ReportFormat]:
    """Give forms in which reports can be written.

    Called when a report is asked for. Return ReportFormats. `render` has a minute; if it raises, no file is written
    and the command ends as the plugin's failure (exit code 5).
    """
    raise NotImplementedError


@hookspec
def inclusion_exporters() -> Iterable[Exporter]:
    """Give forms in which a review's data can be handed on.

    Called when an export is asked for. Return Exporters. Release, suppression and privacy have been applied to what
    `export` receives. It has a minute; if it raises, no file is written and the command ends as the plugin's failure
    (exit code 5).
    """
    raise NotImplementedError


@hookspec
def inclusion_importers() -> Iterable[Importer]:
    """Give forms of other people's that can be read.

    Called when a file is imported. Return Importers. `read` has a minute and is told through `request.cancelled()` to
    stop. A file it cannot read is InvalidFile with every problem in it; anything else it raises is the plugin's
    failure, and nothing is imported.
    """
    raise NotImplementedError


@hookspec
def inclusion_calendars() -> Iterable[CalendarSet]:
    """Give sets of days in the school year.

    Called when a calendar is shown. Return CalendarSets; their days stand beside ours, and a school can put each away.
    On error their days are missing, which is said.
    """
    raise NotImplementedError


@hookspec
def inclusion_commands() -> Iterable[Command]:
    """Give commands for the command line.

    Called when a command is named that has a dot in it. Return Commands; the module behind one is imported only when
    it is the one named, and its function runs like any program's: no deadline, its own output. On error the command is
    unknown.
    """
    raise NotImplementedError


@hookspec
def inclusion_screens() -> Iterable[Screen]:
    """Give screens for the terminal UI.

    Called when the terminal UI lists its screens. Return Screens; the module behind one is imported when it is opened.
    It is made without arguments and opened from the list of plugins or of commands; Esc closes it where it has no way
    back of its own. One that raises or leaves the program is closed, and that is said. A screen runs in the UI's own
    loop and can hold it up: nothing acknowledged is lost, and the program can be ended.
    """
    raise NotImplementedError


@hookspec
def inclusion_keymaps() -> Iterable[Keymap]:
    """Give other keys for the terminal UI.

    Called when the terminal UI's settings are shown, and at its start where one of them is chosen. Return Keymaps. A
    key whose name we do not have is left out, and that is said. On error the keymap cannot be chosen, and our own keys
    hold.
    """
    raise NotImplementedError


# Are asked.


@hookspec
def inclusion_importer_for(path: Path, head: bytes) -> str | None:
    """Say which of your importers reads this file.

    Called when a file is imported and nobody said how. `head` holds the file's first 4,096 bytes. Return the name of
    one of this plugin's importers, or None. Plugins are asked in the order of their names, ours last, and the first
    answer wins. On error the next one is asked.
    """
    raise NotImplementedError


@hookspec
def inclusion_framework_checked(framework: Framework) -> Iterable[Problem]:
    """Add remarks on a framework that has passed our own check.

    Called by `inclusion framework check` and `framework add`. Return Problems, with severity `worth-doing` unless the
    framework must not be used in your region. On error your remarks are missing.
    """
    raise NotImplementedError


@hookspec
def inclusion_judgement_checked(
    framework: Framework,
    indicator: Indicator,
    judgement: Judgement,
) -> Iterable[Problem]:
    """Add remarks on one judgement, such as what your region would want to see beside it.

    Called after a judgement was given and kept; it never stops the judgement. Return Problems. On error your remarks
    are missing.
    """
    raise NotImplementedError


# Are told.


@hookspec
def inclusion_workspace_opened(workspace: Any) -> None:  # noqa: ANN401  the store's Workspace, read-only here
    """Know that a workspace was opened.

    Called once in a program that changed an assessment, before the first `inclusion_assessment_saved`; what only reads
    tells nobody. `workspace` is opened for reading only. Return nothing. On error everything goes on all the same.
    """


@hookspec
def inclusion_assessment_saved(
    workspace: Any,  # noqa: ANN401  as above
    before: Assessment,
    after: Assessment,
) -> None:
    """Know that an assessment was changed and that the change is safe on disk.

    Called after the change was acknowledged; `before` and `after` are whole assessments of one voice, and nothing in
    them can be changed. `workspace` is opened for reading only. Return nothing. On error the change is kept all the
    same.
    """
