"""Framework files: reading, checking, what is worth doing, the schema for editors, and where they are found."""
