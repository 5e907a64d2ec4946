"""Two states of a map held against each other: what changed, and what that means."""
