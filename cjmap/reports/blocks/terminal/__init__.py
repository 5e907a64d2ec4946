"""Grids, tables and lists as lines of a terminal, wide or narrow, with colour or without."""
