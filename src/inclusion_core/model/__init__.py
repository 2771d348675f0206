"""The nouns: frozen values with no files, no clock and no plugins in them."""
