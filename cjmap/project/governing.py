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
from cjmap.project.disk import DISK
from cjmap.project.files import Files
from cjmap.project.reader import Reader
from cjmap.project.settings import Settings
from cjmap.project.workspace import CONFIG_NAME, PYPROJECT, Workspace, display_name
from cjmap.records import replace
from cjmap.text.refusals import why_refused

# Settings that people write are far shorter; longer ones keep everybody waiting.
MOST_BYTES: Final = 1024 * 1024
# A line that is more than a comment, or anything that is no line end of TOML's.
_SAYS_SOMETHING: Final = expression(r"^[ \t]*[^ \t\r\n#]|#.*[^ -~\t]", re.M)


def read_own(reader: Reader, folder: Path) -> Workspace | None:
    """The workspace that a folder's own settings file makes it, or None without one."""
    file = folder / CONFIG_NAME
    if reader.is_file(file):
        if _leads_out(reader.files, file):
            reason = tr("it is a link that leads out of the git repository")
            return _without_settings(reader.files, file, folder.absolute(), reason)
        return load(reader, file)
    project = folder / PYPROJECT
    if reader.is_file(project) and not _leads_out(reader.files, project):
        try:
            data = reader.read_whole(project, MOST_BYTES)
        except OSError:
            return None
        if b"[tool.cjmap" in data:
            return _make(reader, project, data, folder)
    return None


def _leads_out(files: Files, file: Path) -> bool:
    """Whether a file is a link out of its git repository: its lines may be nobody's to show."""
    root = git_root(file.parent, files) if files.is_link(file) else None
    return root is not None and contain(root, file.parent, file.name, files) is None


def load(reader: Reader, file: Path) -> Workspace:
    """The workspace that a settings file makes of its folder."""
    root = file.parent.absolute()
    try:
        data = reader.read_whole(file, MOST_BYTES)
    except OSError as error:
        return _without_settings(reader.files, file, root, why_refused(error))
    return _make(reader, file, data, root)


def _make(reader: Reader, file: Path, data: bytes, root: Path) -> Workspace:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _without_settings(reader.files, file, root, tr("it is not UTF-8"))
    source = Source(display_name(file), text)
    if not _SAYS_SOMETHING.search(text):
        return Workspace(root, Settings(), source, file=file, files=reader.files)
    # Imported late: an empty file, which only marks the root, is the most common one.
    from cjmap.project.configuration import parse

    settings, problems = parse(source, root, files=reader.files, nested=file.name == PYPROJECT)
    alone = Workspace(root, settings, source, problems, file=file, files=reader.files)
    return alone if settings.extend is None else _extend(reader, alone, settings.extend)


def _extend(reader: Reader, alone: Workspace, written: str) -> Workspace:
    """A workspace as part of the one whose settings it extends."""
    from cjmap.project.configuration import parse, refuse_extension

    assert alone.config is not None and alone.file is not None
    above = _find_above(reader, alone.root, written)
    if not isinstance(above, Workspace):
        problem = refuse_extension(alone.config, above)
        return replace(alone, problems=(*alone.problems, problem))
    settings, problems = above.settings, tuple[Problem, ...]()
    # What is written for another version may only seem wrong.
    if above.suits:
        settings, problems = parse(
            alone.config,
            above.root,
            files=reader.files,
            nested=alone.file.name == PYPROJECT,
            above=above.settings,
            folder=alone.root.relative_to(above.root).as_posix(),
        )
    return replace(
        alone, root=above.root, settings=settings, problems=problems, above=above, alone=alone
    )


def _find_above(reader: Reader, folder: Path, written: str) -> Workspace | Message:
    """The workspace of the settings file that one in a folder extends, or why there is none."""
    file = Path(os.path.normpath(folder / written.replace("\\", "/")))
    if file.parent not in folder.parents or PurePath(written).is_absolute():
        return tr("`{file}` is no file in a folder above this one", file=shorten(written))
    root = git_root(folder, reader.files) or file.parent
    if contain(root, folder, written, reader.files) is None:
        return tr("`{file}` lies outside the git repository", file=shorten(written))
    if not reader.is_file(file):
        return tr("there is no file `{file}`", file=shorten(written))
    return load(reader, file)


def git_root(folder: Path, files: Files = DISK) -> Path | None:
    """The root of the git repository that a folder is in."""
    for candidate in (folder, *folder.parents):
        if files.is_repository(candidate):
            return candidate
    return None


def _without_settings(files: Files, file: Path, root: Path, reason: Message) -> Workspace:
    message = tr("The settings cannot be read: {reason}.", reason=reason)
    problem = Problem("CJ020", (), message, span=(0, 0))
    source = Source(display_name(file), "")
    return Workspace(root, config=source, problems=(problem,), file=file, files=files)
