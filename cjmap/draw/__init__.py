"""What a picture is made of, and nothing of journeys."""
