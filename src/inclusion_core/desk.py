"""The desk: where the store, the analysis, other people's formats and plugins meet.

The command line, the terminal UI and other tools start here. Everything is opened when it is first needed: scoring
with a method of ours finds no plugin, and a session opens with the framework that its review pinned.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from types import TracebackType

    from inclusion_core.analysis.scorecard import ScoreCard, ScoringMethod
    from inclusion_core.model.assessment import Assessment
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.scale import Scale
    from inclusion_core.plugins.manager import Plugins
    from inclusion_core.store.library import Library
    from inclusion_core.store.session import Session
    from inclusion_core.store.workspace import Workspace
