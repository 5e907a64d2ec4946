"""Maps held against data: what of it is asked, counted and judged, with one expression for every engine."""
