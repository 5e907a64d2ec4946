"""One open workspace: settings, files, libraries and documents; it alone reads maps from the disk."""

from __future__ import annotations

from cjmap.project.project import Project

__all__ = ["Project"]
