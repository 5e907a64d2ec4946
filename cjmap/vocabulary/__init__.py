"""Every closed choice of the format, and what each value is called."""
