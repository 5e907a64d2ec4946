"""A local page that shows maps as they are saved."""
