"""Rounds of review: who visits whom and when, by search or solver, why, and the working days around a visit."""
