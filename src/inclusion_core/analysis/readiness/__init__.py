"""Readiness: which gates are open, and the shortest list that would open the others."""
