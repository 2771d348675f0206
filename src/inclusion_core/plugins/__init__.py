"""Plugins: the hooks, the records they return, and the manager that keeps each plugin apart."""
