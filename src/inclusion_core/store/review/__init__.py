"""A review's folder: its journal, what it comes to, the session that changes it, and the text it rests on."""
