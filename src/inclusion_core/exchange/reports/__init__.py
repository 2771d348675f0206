"""One document tree, many renderers."""
