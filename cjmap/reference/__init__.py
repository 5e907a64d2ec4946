"""What every key of maps and settings means, and how to say what maps are asked to say."""
