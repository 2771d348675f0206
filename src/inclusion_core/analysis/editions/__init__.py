"""Editions of a framework: what became of each indicator, what a move carries, links, and what schools say of one."""
