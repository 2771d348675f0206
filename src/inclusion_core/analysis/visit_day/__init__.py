"""The day of a visit: its timetable proposed, looked over, and what is left of it."""
