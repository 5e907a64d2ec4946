"""Tables of journeys as people keep them: which form they have, and what each cell says."""
