"""The map as a reader meets it."""
