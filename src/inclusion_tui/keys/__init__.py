"""Every key in one table, what is made of it, and keys that come faster than screens change."""
