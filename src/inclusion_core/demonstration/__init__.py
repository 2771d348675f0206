"""A made-up cluster to try everything on: five schools that do not exist, reviewed with words worth reading."""

from inclusion_core.demonstration.building import Demonstration, build_demonstration
from inclusion_core.demonstration.content import Cluster, read_cluster

__all__ = ["Cluster", "Demonstration", "build_demonstration", "read_cluster"]
