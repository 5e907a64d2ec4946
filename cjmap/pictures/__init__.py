"""Pictures and pages: facts in, DOT, SVG and HTML out."""
