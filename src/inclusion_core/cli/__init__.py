"""The command line. A command is named first and only then imported."""
