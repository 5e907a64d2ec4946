"""Which maps have nothing to say: read without places, checked without models.

Most maps are clean, and a clean one needs neither a tree nor a sentence. The sieve reads it as
plain data, holds that against tables made from the models, and looks its references up. It lets
nothing pass in which the full reading would find something; what it does not let pass has been
found wanting by nobody yet and is read in full.
"""
