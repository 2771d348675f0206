"""A school year: days that a rule or the law fixes, and how heavy its weeks are."""
