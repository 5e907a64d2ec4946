"""Journeys in words and signs: what forges and editors make pictures and pages of."""
