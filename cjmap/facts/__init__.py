"""Facts derived once from a map and used by rules, gaps, pictures and reports."""
