"""Widgets: values in, messages out. None knows a file, a review or a plugin."""
