"""Texts that people type: what looks like a pupil, which words name nobody, where a sentence ends."""
