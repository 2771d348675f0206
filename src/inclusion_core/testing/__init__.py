"""The kit for those who write plugins: contract tests, strategies and samples."""
