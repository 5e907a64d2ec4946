"""The report: a self-contained page a map, and an index of several."""
