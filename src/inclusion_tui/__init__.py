"""The terminal UI. It stands on inclusion_core's public names only."""
