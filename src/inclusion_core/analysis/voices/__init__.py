"""Several voices on one review: side by side, how far they agree, and where layers or roles part."""
