"""Maps in the pages of MkDocs."""
