"""Tables, lists and grids that text, Markdown and pages show each in its own way."""
