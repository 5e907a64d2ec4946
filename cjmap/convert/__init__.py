"""Maps in other forms: what people have is read as drafts of maps, and maps are written for others."""
