"""Which theme pictures are drawn in: a name, or a file with colours, by a call or by the settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from cjmap.draw import logo, typefaces
from cjmap.draw.logo import LogoError
from cjmap.draw.theme import THEMES, Theme
from cjmap.draw.theme_file import MOST_BYTES, ThemeError, read_theme
from cjmap.draw.typefaces import Typeface, TypefaceError, name_family
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, join, tr
from cjmap.project.disk import is_file, read_bytes, refuse_unread
from cjmap.project.workspace import Workspace
from cjmap.text.refusals import why_refused

Attend: TypeAlias = Callable[[Iterable[Path]], None]


def _ignore(files: Iterable[Path]) -> None:
    pass


def find_theme(
    workspace: Workspace, asked: str | None = None, *, attend: Attend | None = None
) -> Theme:
    """The theme that is asked for, else that of the settings: a name, or a file with colours.

    `attend` hears of the files that it rests on, before they are read.

    Raises:
        UsageError: there is no such theme, or its file is none.
    """
    attend = attend or _ignore
    name = workspace.settings.render.theme if asked is None else asked
    if name in THEMES:
        return THEMES[name]
    if asked is not None:
        file: Path | None = Path(os.path.normpath(Path.cwd() / asked))
    else:
        # A file of the repository: it must lie inside.
        folder = workspace.root / workspace.settings.render.theme_from
        file = workspace.contain(folder, name)
    if file is not None:
        attend((file,))
    if file is None or not is_file(file):
        if file is not None:
            refuse_unread(file, name)
        raise UsageError(
            tr(
                "There is no theme `{name}`: {known}, or a file with colours.",
                name=name,
                known=join([*THEMES]),
            )
        )
    folder, shown = file.parent, os.path.relpath(file)
    try:
        data = read_bytes(file, MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            most = MOST_BYTES // 1024
            raise UsageError(
                tr("The theme {file} is larger than {most} KiB.", file=shown, most=most)
            )
        return read_theme(
            data.decode("utf-8-sig"),
            lambda path: _read_image(workspace, folder, path, attend),
            lambda path: _read_typeface(workspace, folder, path, attend),
        )
    except OSError as error:
        reason = why_refused(error)
        raise UsageError(
            tr("{file} cannot be read: {reason}.", file=shown, reason=reason)
        ) from None
    except UnicodeDecodeError:
        raise UsageError(tr("The theme {file} cannot be read as UTF-8 text.", file=shown)) from None
    except ThemeError as error:
        raise UsageError(
            tr(
                "{file}:{line}:{column}: {reason}",
                file=shown,
                line=error.line,
                column=error.column,
                reason=error.message,
            )
        ) from None


def _read_image(workspace: Workspace, folder: Path, path: str, attend: Attend) -> bytes:
    """What the file holds that a theme in `folder` names. Raises LogoError."""
    try:
        return _read(workspace, folder, path, attend, logo.MOST_BYTES)[1]
    except _Unread as error:
        raise LogoError(error.message) from None


def _read_typeface(workspace: Workspace, folder: Path, path: str, attend: Attend) -> Typeface:
    """The font in the file that a theme in `folder` names. Raises TypefaceError."""
    try:
        file, data = _read(workspace, folder, path, attend, typefaces.MOST_BYTES)
    except _Unread as error:
        raise TypefaceError(error.message) from None
    return Typeface(name_family(data), file)


class _Unread(Exception):
    """A file that a theme names may not or cannot be read; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


def _read(
    workspace: Workspace, folder: Path, path: str, attend: Attend, most: int
) -> tuple[Path, bytes]:
    """A file that a theme in `folder` names, and what it holds, one byte more than `most` at most."""
    file = workspace.contain(folder, path)
    if file is None:
        raise _Unread(tr("it lies outside of the workspace"))
    attend((file,))
    if not is_file(file):
        raise _Unread(tr("there is no such file"))
    try:
        return file, read_bytes(file, most + 1)
    except OSError as error:
        raise _Unread(tr("it cannot be read: {reason}", reason=why_refused(error))) from None
