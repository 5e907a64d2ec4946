"""The settings file of a folder, and the workspace that it makes of it."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from typing import Final

from cjmap.expressions import expression
from cjmap.findings import Problem
from cjmap.findings.source import Source
from cjmap.messages import Message, shorten, tr
from cjmap.project.containment import contain
from cjmap.project.disk import Disk, exists
from cjmap.project.settings import Settings
from cjmap.project.workspace import CONFIG_NAME, PYPROJECT, Workspace, display_name
from cjmap.records import replace
from cjmap.text.refusals import why_refused

# A line that is more than a comment, or anything that is no line end of TOML's.
_SAYS_SOMETHING: Final = expression(r"^[ \t]*[^ \t\r\n#]|#.*[^ -~\t]", re.M)


def read_own(disk: Disk, folder: Path) -> Workspace | None:
    """The workspace that a folder's own settings file makes it, or None without one."""
    file = folder / CONFIG_NAME
    if disk.is_file(file):
        if _leads_out(file):
            reason = tr("it is a link that leads out of the git repository")
            return _without_settings(file, folder.absolute(), reason)
        return load(disk, file)
    project = folder / PYPROJECT
    if disk.is_file(project) and not _leads_out(project):
        try:
            data = disk.read(project)
        except OSError:
            return None
        if b"[tool.cjmap" in data:
            return _make(disk, project, data, folder)
    return None


def _leads_out(file: Path) -> bool:
    """Whether a file is a link out of its git repository: its lines may be nobody's to show."""
    if not file.is_symlink():
        return False
    root = git_root(file.parent)
    return root is not None and contain(root, file.parent, file.name) is None


def load(disk: Disk, file: Path) -> Workspace:
    """The workspace that a settings file makes of its folder."""
    root = file.parent.absolute()
    try:
        data = disk.read(file)
    except OSError as error:
        return _without_settings(file, root, why_refused(error))
    return _make(disk, file, data, root)


def _make(disk: Disk, file: Path, data: bytes, root: Path) -> Workspace:
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
    alone = Workspace(root, settings, source, problems, file=file)
    return alone if settings.extend is None else _extend(disk, alone, settings.extend)


def _extend(disk: Disk, alone: Workspace, written: str) -> Workspace:
    """A workspace as part of the one whose settings it extends."""
    from cjmap.project.configuration import parse, refuse_extension

    assert alone.config is not None and alone.file is not None
    above = _find_above(disk, alone.root, written)
    if not isinstance(above, Workspace):
        problem = refuse_extension(alone.config, above)
        return replace(alone, problems=(*alone.problems, problem))
    settings, problems = above.settings, tuple[Problem, ...]()
    # What is written for another version may only seem wrong.
    if above.suits:
        settings, problems = parse(
            alone.config,
            above.root,
            nested=alone.file.name == PYPROJECT,
            above=above.settings,
            folder=alone.root.relative_to(above.root).as_posix(),
        )
    return replace(
        alone, root=above.root, settings=settings, problems=problems, above=above, alone=alone
    )


def _find_above(disk: Disk, folder: Path, written: str) -> Workspace | Message:
    """The workspace of the settings file that one in a folder extends, or why there is none."""
    file = Path(os.path.normpath(folder / written.replace("\\", "/")))
    if file.parent not in folder.parents or PurePath(written).is_absolute():
        return tr("`{file}` is no file in a folder above this one", file=shorten(written))
    root = git_root(folder) or file.parent
    if contain(root, folder, written) is None:
        return tr("`{file}` lies outside the git repository", file=shorten(written))
    if not disk.is_file(file):
        return tr("there is no file `{file}`", file=shorten(written))
    return load(disk, file)


def git_root(folder: Path) -> Path | None:
    """The root of the git repository that a folder is in."""
    for candidate in (folder, *folder.parents):
        if exists(candidate / ".git"):
            return candidate
    return None


def _without_settings(file: Path, root: Path, reason: Message) -> Workspace:
    message = tr("The settings cannot be read: {reason}.", reason=reason)
    problem = Problem("CJ020", (), message, span=(0, 0))
    source = Source(display_name(file), "")
    return Workspace(root, config=source, problems=(problem,), file=file)
