"""What stands where in each picture of a map."""
