"""Two branches of a map made one: what each changed since they parted, comments and all."""
