"""Who answers: each engine a file, all alike to those who ask."""
