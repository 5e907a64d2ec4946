"""The settings file of a folder, and the workspace that it makes of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.messages import Message, tr, verbatim
from cjmap.project.disk import Disk
from cjmap.project.settings import Settings
from cjmap.project.workspace import CONFIG_NAME, PYPROJECT, Workspace, display_name

# A line that is more than a comment, or anything that is no line end of TOML's.
_SAYS_SOMETHING: Final = re.compile(r"^[ \t]*[^ \t\r\n#]|#.*[^ -~\t]", re.M)


def read_own(disk: Disk, folder: Path) -> Workspace | None:
    """The workspace that a folder's own settings file makes it, or None without one."""
    file = folder / CONFIG_NAME
    if disk.is_file(file):
        return load(disk, file)
    project = folder / PYPROJECT
    if disk.is_file(project):
        try:
            data = disk.read(project)
        except OSError:
            return None
        if b"[tool.cjmap" in data:
            return _make(project, data, folder)
    return None


def load(disk: Disk, file: Path, root: Path | None = None) -> Workspace:
    """The workspace that a settings file makes of a folder, by default of its own."""
    root = root or file.parent.absolute()
    try:
        data = disk.read(file)
    except OSError as error:
        return _without_settings(file, root, verbatim(error.strerror or str(error)))
    return _make(file, data, root)


def _make(file: Path, data: bytes, root: Path) -> Workspace:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _without_settings(file, root, tr("it is not UTF-8"))
    source = Source(display_name(file), text)
    if not _SAYS_SOMETHING.search(text):
        return Workspace(root, Settings(), source, file=file)
    # Imported late: an empty file, which only marks the root, is the most common one.
    from cjmap.project.configuration import parse

    settings, problems = parse(source, root, nested=file.name == PYPROJECT)
    return Workspace(root, settings, source, problems, file=file)


def _without_settings(file: Path, root: Path, reason: Message) -> Workspace:
    message = tr("The settings cannot be read: {reason}.", reason=reason)
    problem = Problem("CJ020", (), message, span=(0, 0))
    source = Source(display_name(file), "")
    return Workspace(root, config=source, problems=(problem,), file=file)
