"""A source becomes a model, its places and what is wrong with it."""
