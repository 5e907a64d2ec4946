"""Every closed choice of the format, each as one enumeration with its words and its facts."""
