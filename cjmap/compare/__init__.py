"""Two states of a map held against each other: what changed, what that means, and how two branches
become one."""
