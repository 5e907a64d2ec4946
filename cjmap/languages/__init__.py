"""How a language writes what a reader sees: numbers, dates, durations, quotes."""
