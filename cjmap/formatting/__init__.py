"""One way to write a map: its text written anew, with its meaning and its comments kept."""
