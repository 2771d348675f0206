"""Reckoning on the nouns: pure functions, exact where a figure comes out, no files, no clock, no plugins."""
