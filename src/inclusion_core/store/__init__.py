"""The only floor that knows the workspace's files: reading, journals, sessions, the library of frameworks."""
