"""The languages that maps are written and read in: one file each, and how figures look in them."""
