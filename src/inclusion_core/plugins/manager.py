"""The manager: asks each plugin alone, checks what it answers and remembers what went wrong.

Nothing happens until something is asked for. Our own frameworks, scales, methods, kinds, formats and importers come in
through the same hooks (`plugins.builtin`); ours run without a thread of their own.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from inclusion_core.errors import UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.plugins.checking import GIVES, name_of, plugin_of, problems, record_problem, things
from inclusion_core.plugins.hookspecs import PROJECT
from inclusion_core.plugins.isolation import Deadlines
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
from inclusion_core.plugins.registry import Registry
from inclusion_core.plugins.running import Runner
from inclusion_core.plugins.troubles import PluginInfo, PluginTrouble, Remark, WrongAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from inclusion_core.model.assessment import Assessment, Judgement
    from inclusion_core.model.framework import Framework, Indicator

    Record = TypeVar("Record")

HEAD_BYTES = 4_096
"""How much of a file's beginning `importer_for` is given."""


class Plugins:
    """Every plugin that is installed, and ours; each method asks all of them and returns what is right.

    `blocked` names plugins to leave alone, as `$INCLUSION_BLOCKED_PLUGINS` does. `discover` false looks at nothing
    installed, `builtin` false leaves out ours. `trace` is called with a line for each call. What a plugin gives is
    asked for once and kept; a record's function runs alone whenever it is called, raising PluginFailed where it fails.

    >>> plugins = Plugins(discover=False)
    >>> list(plugins.scales())
    ['enquiry', 'four-step', 'frequency']
    >>> plugins.troubles
    ()
    """

    def __init__(
        self,
        *,
        blocked: Iterable[str] = (),
        discover: bool = True,
        builtin: bool = True,
        deadlines: Deadlines | None = None,
        trace: Callable[[str], None] | None = None,
    ) -> None:
        self._runner = Runner(deadlines or Deadlines(), trace)
        self._registry = Registry(self._runner, blocked=blocked, discover=discover, builtin=builtin)
        self._given: dict[str, tuple[tuple[str, Any], ...]] = {}

    # What plugins give: name -> record, sorted by name.

    def frameworks(self) -> Mapping[str, FrameworkSource]:
        """Return where frameworks are kept."""
        return self._records("inclusion_frameworks", FrameworkSource)

    def framework_places(self) -> tuple[tuple[Path, str], ...]:
        """Return each folder or file of frameworks and the plugin that gives it, ours first, then by plugin."""
        self._registry.ready()
        places = [(path, plugin_of(name)) for name, source in self.frameworks().items() for path in source.paths]
        for name, entry in self._registry.entries.items():
            places += [(path, name) for path in entry.paths if entry.state == "ok"]
        return tuple(sorted(dict.fromkeys(places), key=lambda place: (place[1] != PROJECT, place[1], place[0])))

    def scales(self) -> Mapping[str, Scale]:
        """Return the scales that a framework may name."""
        return self._records("inclusion_scales", Scale)

    def scoring_methods(self) -> Mapping[str, ScoringMethod]:
        """Return the ways of scoring that a framework may name."""
        return self._records("inclusion_scoring_methods", ScoringMethod)

    def evidence_kinds(self) -> Mapping[str, EvidenceKind]:
        """Return the kinds of evidence."""
        return self._records("inclusion_evidence_kinds", EvidenceKind)

    def enquiry_rules(self) -> Mapping[str, EnquiryRule]:
        """Return the rules that suggest lines of enquiry."""
        return self._records("inclusion_enquiry_rules", EnquiryRule)

    def peer_measures(self) -> Mapping[str, PeerMeasure]:
        """Return the measures of how unlike two schools are."""
        return self._records("inclusion_peer_measures", PeerMeasure)

    def report_formats(self) -> Mapping[str, ReportFormat]:
        """Return the forms in which a report can be written."""
        return self._records("inclusion_report_formats", ReportFormat)

    def exporters(self) -> Mapping[str, Exporter]:
        """Return the forms in which a review's data can be handed on."""
        return self._records("inclusion_exporters", Exporter)

    def importers(self) -> Mapping[str, Importer]:
        """Return the forms of other people's that can be read."""
        return self._records("inclusion_importers", Importer)

    def calendars(self) -> Mapping[str, CalendarSet]:
        """Return the sets of days in the school year."""
        return self._records("inclusion_calendars", CalendarSet)

    def commands(self) -> Mapping[str, Command]:
        """Return plugins' commands for the command line."""
        return self._records("inclusion_commands", Command)

    def screens(self) -> Mapping[str, Screen]:
        """Return plugins' screens for the terminal UI."""
        return self._records("inclusion_screens", Screen)

    def keymaps(self) -> Mapping[str, Keymap]:
        """Return plugins' other keys for the terminal UI."""
        return self._records("inclusion_keymaps", Keymap)

    # What plugins are asked and told.

    def importer_for(self, path: Path, head: bytes) -> Importer | None:
        """Return the importer that says this file is its own, or None; `head` is the file's first 4,096 bytes.

        Plugins are asked in the order of their names, ours last; the first answer wins.
        """
        importers = self.importers()
        hook = "inclusion_importer_for"
        for plugin in sorted(self._registry.active(), key=lambda name: (name == PROJECT, name)):

            def known(answers: list[Any], plugin: str = plugin) -> str | None:
                name = answers[0] if answers else None
                if name is not None and (name not in importers or plugin_of(name) != plugin):
                    raise WrongAnswer(f"answered with {name!r}, which is none of its importers. Return one's name.")
                return str(name) if name is not None else None

            name = self._ask(plugin, hook, known, {"path": path, "head": head[:HEAD_BYTES]})
            if name is not None:
                return importers[name]
        return None

    def framework_checked(self, framework: Framework) -> tuple[Remark, ...]:
        """Return what plugins add to our check of a framework."""
        return self._remarks("inclusion_framework_checked", framework=framework)

    def judgement_checked(self, framework: Framework, indicator: Indicator, judgement: Judgement) -> tuple[Remark, ...]:
        """Return what plugins add to one judgement."""
        return self._remarks(
            "inclusion_judgement_checked", framework=framework, indicator=indicator, judgement=judgement
        )

    def workspace_opened(self, workspace: Any) -> None:  # noqa: ANN401  the store's Workspace
        """Tell plugins that a workspace was opened."""
        self._tell("inclusion_workspace_opened", workspace=workspace)

    def assessment_saved(self, workspace: Any, before: Assessment, after: Assessment) -> None:  # noqa: ANN401  as above
        """Tell plugins that an assessment was changed and is safe."""
        self._tell("inclusion_assessment_saved", workspace=workspace, before=before, after=after)

    # The plugins themselves.

    @property
    def troubles(self) -> tuple[PluginTrouble, ...]:
        """Everything that has gone wrong so far, plugin by plugin."""
        return self._runner.troubles

    def listing(self, *, ask: bool = True) -> tuple[PluginInfo, ...]:
        """Return every plugin known here, sorted by name; `ask` false does not ask what each gives."""
        self._registry.ready()
        for hook in GIVES if ask else ():
            self._all_given(hook)
        troubles = self.troubles
        return tuple(self._info(name, troubles) for name in sorted(self._registry.entries))

    def check(self, name: str) -> PluginInfo:
        """Return one plugin after asking it for all it gives. Raises UnknownName."""
        found = {one.name: one for one in self.listing()}
        if name not in found:
            raise UnknownName("plugin", name, nearest=nearest(name, found), known=found)
        return found[name]

    def register(self, plugin: object, name: str, *, distribution: str = "", version: str = "") -> None:
        """Take in a plugin that is in memory: a module or an object with hooks.

        One that cannot be used is in the listing as broken. Raises ValueError where the name is no id or is taken.
        """
        self._registry.ready()
        self._registry.register(plugin, name, distribution=distribution, version=version)
        self._given.clear()

    def unregister(self, name: str) -> None:
        """Take a plugin out; what it gave is no longer among what the other methods return. Raises UnknownName."""
        self._registry.ready()
        self._registry.unregister(name)
        self._runner.forget(name)
        self._given.clear()

    def _info(self, name: str, troubles: tuple[PluginTrouble, ...]) -> PluginInfo:
        entry = self._registry.entries[name]
        distribution, version = entry.provenance
        gives = {
            hook: names
            for hook in GIVES
            if (names := tuple(name_of(one) for giver, one in self._given.get(hook, ()) if giver == name))
        }
        return PluginInfo(
            name=name,
            distribution=distribution,
            version=version,
            kind="python" if entry.python else "frameworks",
            state=entry.state,
            hooks=self._registry.hooks_of(name),
            gives=gives,
            paths=entry.paths,
            troubles=tuple(one for one in troubles if one.plugin == name),
        )

    def _records(self, hook: str, sort: type[Record]) -> Mapping[str, Record]:  # noqa: ARG002  it types the answer
        given = {
            name_of(record): record for plugin, record in self._all_given(hook) if self._registry.is_active(plugin)
        }
        return MappingProxyType(dict(sorted(given.items())))

    def _all_given(self, hook: str) -> tuple[tuple[str, Any], ...]:
        """Ask every plugin for what it gives, once, and keep what is right."""
        if hook not in self._given:
            given: list[tuple[str, Any]] = []
            for plugin in self._registry.active():
                given += [(plugin, record) for record in self._given_by(plugin, hook)]
            self._given[hook] = tuple(given)
        return self._given[hook]

    def _given_by(self, plugin: str, hook: str) -> list[Any]:
        of = GIVES[hook]

        def right(answers: list[Any]) -> tuple[list[Any], list[str]]:
            records = [one for answer in answers for one in things(answer, of)]
            if plugin == PROJECT:
                return records, []
            wrong = [problem for one in records if (problem := record_problem(plugin, one, of))]
            rest = [one for one in records if not record_problem(plugin, one, of)]
            names = [name_of(one) for one in rest]
            twice = sorted({name for name in names if names.count(name) > 1})
            wrong += [f"gives '{name}' twice, and neither is used. Name one of them otherwise." for name in twice]
            return [
                self._runner.guarded(plugin, one, self._registry.is_registered)
                for one in rest
                if name_of(one) not in twice
            ], wrong

        records, wrong = self._ask(plugin, hook, right, {}) or ([], [])
        for words in wrong:
            self._runner.note(plugin, hook, "twice" if " twice" in words else "wrong-answer", words)
        return records

    def _ask(self, plugin: str, hook: str, right: Callable[[list[Any]], Any], arguments: Mapping[str, Any]) -> Any:  # noqa: ANN401  whatever `right` makes of the answers
        """Call one hook of one plugin and return its answers put right, or None where it has none or went wrong."""
        if not self._registry.is_active(plugin) or hook not in self._registry.hooks_of(plugin):
            return None
        caller = self._registry.caller(plugin, hook)
        if plugin == PROJECT:
            return right(caller(**arguments))
        outcome = self._runner.run(
            plugin, hook, lambda: right(caller(**arguments)), seconds=self._runner.deadlines.call
        )
        if outcome.refusal is not None:
            self._runner.note(plugin, hook, "raised", outcome.what, outcome.traceback)
        return outcome.value

    def _remarks(self, hook: str, **arguments: Any) -> tuple[Remark, ...]:  # noqa: ANN401  a hook's own arguments
        found: list[Remark] = []
        for plugin in self._registry.active():
            remarks = self._ask(plugin, hook, problems, arguments)
            found += [Remark(plugin, one) for one in remarks or ()]
        return tuple(found)

    def _tell(self, hook: str, **arguments: Any) -> None:  # noqa: ANN401  as above
        for plugin in self._registry.active():
            self._ask(plugin, hook, lambda _answers: None, arguments)
