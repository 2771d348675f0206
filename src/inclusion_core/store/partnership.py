"""Clusters, rounds and trusts, as a workspace keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.errors import Problem
from inclusion_core.model.cluster import Cluster
from inclusion_core.model.round import Round
from inclusion_core.model.trust import Trust
from inclusion_core.store.book import Book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inclusion_core.store.workspace import Workspace


def clusters_of(workspace: Workspace) -> Book[Cluster]:
    """Return the clusters of a workspace; a school that is in two of them is a problem of the later one."""
    return Book(workspace, Cluster, "cluster", fits=lambda one, others: tuple(_in_two_clusters(one, others)))


def rounds_of(workspace: Workspace) -> Book[Round]:
    """Return the rounds of a workspace."""
    return Book(workspace, Round, "round")


def trusts_of(workspace: Workspace) -> Book[Trust]:
    """Return the trusts of a workspace; a school that is in two of them is a problem of the later one."""
    return Book(workspace, Trust, "trust", fits=lambda one, others: tuple(_in_two_trusts(one, others)))


def _in_two_clusters(thing: Cluster, others: Iterable[Cluster]) -> Iterator[Problem]:
    """Yield each school of a cluster that is in another one too."""
    for other in others:
        for school in thing.schools:
            if school in other.schools:
                said = f"{school} is in the cluster {other.id} already, and a school is in one cluster."
                yield Problem(f"{said} Take it out of {other.id} first.", "schools")


def _in_two_trusts(thing: Trust, others: Iterable[Trust]) -> Iterator[Problem]:
    """Yield each school of a trust that is in another one too."""
    for other in others:
        for school in thing.schools:
            if school in other.schools:
                said = f"{school} is in the trust {other.id} already, and a school is in one trust."
                yield Problem(f"{said} Take it out of {other.id} first.", "schools")
