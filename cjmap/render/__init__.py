"""Pictures: facts in, DOT and SVG out."""
