"""The emotion curve: one renderer for the map's lane, the page's, and the picture of the curve alone."""
