"""The workspace of a map: its settings, its files, and what lies outside."""
