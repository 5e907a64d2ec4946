"""Pages that cjmap wrote in Markdown, read back into drafts."""
