"""One open workspace: settings, files, libraries and documents.

It alone reads maps, from the disk or from a revision that git holds.
"""

from __future__ import annotations

from cjmap.project.project import Project

__all__ = ["Project"]
