"""The desk: where the store, the analysis, other people's formats and plugins meet.

The command line, the terminal UI and other tools start here. Everything is opened when it is first needed: scoring
with a method of ours looks for no plugin, and a session opens with the framework that its review pinned.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from inclusion_core.errors import FrameworkRefused, NotAllowed, PluginFailed, UnknownName
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from types import TracebackType
    from typing import Self

    from inclusion_core.analysis.scoring.scorecard import ScoreCard, ScoringMethod, Voices
    from inclusion_core.model.assessment import Assessment, Judgement
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.scale import Scale
    from inclusion_core.model.school import Setting
    from inclusion_core.plugins.manager import Plugins
    from inclusion_core.plugins.records import ReportFormat
    from inclusion_core.plugins.troubles import Remark
    from inclusion_core.store.frameworks.library import Library
    from inclusion_core.store.review.reading import Reading
    from inclusion_core.store.review.session import Session
    from inclusion_core.store.workspace import Workspace


def open_desk(workspace: Path | str | None = None, *, read_only: bool = False, blocked: Iterable[str] = ()) -> Desk:
    """Return a desk with a workspace on it, or without one.

    Nothing is read before it is asked for. With `read_only` nothing is ever written, not even a lock. `blocked` names
    plugins to leave alone, beside those that the workspace blocks.

    >>> with open_desk() as desk:
    ...     desk.framework("universal-targeted-specialist").scale.id
    'four-step'
    """
    return Desk(None if workspace is None else Path(workspace), read_only=read_only, blocked=tuple(blocked))


def load_framework(name: str | Path) -> Framework:
    """Return a framework by its id (the newest adopted edition), by `id@edition` or by the path of a file.

    Looks among our own, those of installed plugins, the user's and `$INCLUSION_FRAMEWORKS`. Raises UnknownName with the
    nearest, and InvalidFile with every mistake in the file.

    >>> load_framework("universal-targeted-specialist").indicator("U4").strand
    'U'
    """
    with open_desk() as desk:
        return desk.framework(name)


def score(assessment: Assessment, *others: Assessment, method: str | ScoringMethod | None = None) -> ScoreCard:
    """Score an assessment by its framework's own method, or by another, ours or an installed plugin's.

    Needs no workspace. `others` are for methods that take two voices (`paired`). Raises UnknownName (method),
    FrameworkRefused where the method cannot work with the framework, and PluginFailed.

    >>> from inclusion_core.model.assessment import Assessment
    >>> from inclusion_core.model.school import School
    >>> a = Assessment(load_framework("universal-targeted-specialist"), School(name="Alnside"))
    >>> card = score(a.judged("U4", "secure").judged("U5", "developing"), method="mean")
    >>> card.strands[0].value, card.strands[0].judged, card.strands[0].applicable
    (Fraction(1, 2), 2, 9)
    """
    found = assessment.framework.scoring if method is None else method
    if isinstance(found, str):
        with open_desk() as desk:
            found = desk.method(found)
    voices = {one.voice: one.judgements for one in (assessment, *others)}
    return scored(found, assessment.framework, voices, assessment.pinned_setting)


def open_workspace(path: Path | str, *, read_only: bool = False) -> Workspace:
    """Open a workspace. With `read_only` nothing is written, not even an index or a lock."""
    from inclusion_core.store.workspace import Workspace  # noqa: PLC0415  scoring needs no workspace

    return Workspace.open(Path(path), read_only=read_only)


def scored(method: ScoringMethod, framework: Framework, voices: Voices, setting: Setting) -> ScoreCard:
    """Score by a method. Raises what `score` raises; a plugin's method that answers wrongly is PluginFailed."""
    from inclusion_core.analysis.scoring.methods import score_with  # noqa: PLC0415  a desk without scoring starts faster

    try:
        return score_with(method, framework, voices, setting)
    except (TypeError, ValueError) as wrong:
        plugin, dot, _ = method.name.partition(".")
        if not dot:
            raise
        raise PluginFailed(plugin, f"answered wrongly: {wrong}") from wrong


class Desk:
    """A workspace with everything that can be done at it. Made by `open_desk`; close it, or use it as a context."""

    def __init__(self, folder: Path | None = None, *, read_only: bool = False, blocked: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.read_only = read_only
        self._blocked = blocked
        self._saved: list[tuple[Assessment, Assessment]] = []
        self._told_of_opening = False
        self._cards: WeakKeyDictionary[Reading, dict[str, ScoreCard | None]] = WeakKeyDictionary()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Put away what was opened."""
        opened = self.__dict__.pop("workspace", None)
        if opened is not None:
            opened.close()

    # What there is --------------------------------------------------------------------------------------------------

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace. Raises NotAllowed for a desk without one."""
        if self.folder is None:
            raise NotAllowed("This desk has no workspace. Open it with the folder of one.")
        # where there is no folder yet there is nothing to keep from writing, and nothing is made before a change
        return open_workspace(self.folder, read_only=self.read_only and self.folder.is_dir())

    @cached_property
    def plugins(self) -> Plugins:
        """Every plugin, ours and the installed ones; looked for when it is first asked."""
        from inclusion_core.plugins.manager import Plugins  # noqa: PLC0415  only where a plugin is needed

        return Plugins(blocked=(*self._blocked, *self.blocked_here))

    @cached_property
    def library(self) -> Library:
        """The frameworks: ours, the plugins', the workspace's and the user's."""
        from inclusion_core.store.frameworks.library import Library, Place, standard_places  # noqa: PLC0415  as above

        given = [Place(path, plugin) for path, plugin in self.plugins.framework_places() if plugin != "inclusion"]
        return Library(
            standard_places(self.folder, plugins=given),
            scales=self.scales,
            kinds=self.kinds,
            methods=frozenset(self.methods),
            today=_today(),
        )

    @property
    def scales(self) -> Mapping[str, Scale]:
        """The scales that a framework may name."""
        return self.plugins.scales()

    @property
    def methods(self) -> Mapping[str, ScoringMethod]:
        """The ways of scoring."""
        return self.plugins.scoring_methods()

    @property
    def kinds(self) -> Mapping[str, EvidenceKind]:
        """The kinds of evidence."""
        return self.plugins.evidence_kinds()

    def framework(self, name: str | Path) -> Framework:
        """Return a framework by id, `id@edition` or path. Raises UnknownName, InvalidFile."""
        return self.library.load(name)

    def method(self, name: str) -> ScoringMethod:
        """Return a scoring method; one of ours without looking for plugins. Raises UnknownName."""
        from inclusion_core.analysis.scoring.methods import METHODS, method_named  # noqa: PLC0415  only for scoring

        if "." not in name and any(one.name == name for one in METHODS):
            return method_named(name)
        return method_named(name, tuple(self.methods.values()))

    def kind(self, name: str) -> EvidenceKind:
        """Return a kind of evidence; one of ours without looking for plugins. Raises UnknownName."""
        from inclusion_core.model.evidence import KINDS  # noqa: PLC0415  only for evidence

        for one in KINDS:
            if one.id == name:
                return one
        found = self.kinds.get(name)
        if found is None:
            raise UnknownName("kind of evidence", name, nearest=nearest(name, self.kinds), known=self.kinds)
        return found

    def report_format(self, name: str) -> ReportFormat:
        """Return a form in which a report can be written. Raises UnknownName."""
        formats = self.plugins.report_formats()
        if name not in formats:
            raise UnknownName("report format", name, nearest=nearest(name, formats), known=formats)
        return formats[name]

    # The workspace --------------------------------------------------------------------------------------------------

    @cached_property
    def blocked_here(self) -> tuple[str, ...]:
        """The plugins that this workspace leaves alone."""
        return self.workspace.blocked if self.folder is not None else ()

    def session(self, review: str, *, read_only: bool = False) -> Session:
        """Open a review by its id, or as much of its beginning as is needed. Raises UnknownName."""
        session = self.workspace.session(review, read_only=read_only or self.read_only)
        if not session.read_only:
            session.listeners.append(lambda before, after: self._saved.append((before, after)))
        return session

    def card(self, reading: Reading, voice: str) -> ScoreCard | None:
        """Return how a voice of a review scores by the framework's own method, reckoned once for each reading.

        None where it judged nothing, where that method takes two voices, or cannot work with the framework. Raises
        UnknownName for a method that is not here, PluginFailed.
        """
        known = self._cards.setdefault(reading, {})
        if voice not in known:
            judgements, method = reading.judgements.get(voice), self.method(reading.framework.scoring)
            card = None
            if method.voices_taken == 1 and judgements:
                with suppress(FrameworkRefused):
                    card = scored(method, reading.framework, {voice: judgements}, reading.review.setting)
            known[voice] = card
        return known[voice]

    def tell_plugins(self) -> None:
        """Tell plugins what was changed since they were last told. Call it after `Session.sync`; it never raises."""
        saved, self._saved = self._saved, []
        if not saved:
            return
        with open_workspace(self.workspace.root, read_only=True) as to_read:
            if not self._told_of_opening:
                self._told_of_opening = True
                self.plugins.workspace_opened(to_read)
            for before, after in saved:
                self.plugins.assessment_saved(to_read, before, after)

    def remarks(self, framework: Framework, indicator: str, judgement: Judgement) -> tuple[Remark, ...]:
        """Return what plugins have to say of a judgement that was given. It never stops the judgement."""
        return self.plugins.judgement_checked(framework, framework.indicator(indicator), judgement)


def _today() -> dt.date:
    import datetime as dt  # noqa: PLC0415  beside its only use

    return dt.datetime.now(tz=dt.UTC).date()
