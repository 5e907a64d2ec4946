"""YAML as text, and nothing of journeys: the scanner, the tree with its places."""
