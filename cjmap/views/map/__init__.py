"""The map: the grid with the emotional curve, by our own layout."""
