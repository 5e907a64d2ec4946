"""What several pictures have in common: the pen, the title block, scores, and shapes that have their place."""
