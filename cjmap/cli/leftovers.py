"""What earlier runs made of maps that are gone: known by the list beside it, and removed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.cli.invocation import Invocation
from cjmap.draw.shelf import Entry, NotOursError, Shelf, dump, load
from cjmap.messages import Message
from cjmap.project.disk import exists, is_file, read_result
from cjmap.project.leaving import find_left

if TYPE_CHECKING:
    from cjmap.check import Session


class Leftovers:
    """What earlier runs made and put down in the list of a folder; `before` is that list.

    Ends the command where something else stands in the list's place, as `say_foreign` words it.
    """

    def __init__(
        self,
        call: Invocation,
        folder: Path,
        shelf: Shelf,
        say_foreign: Callable[[Path], Message],
    ) -> None:
        self._call = call
        self._folder = folder
        self._shelf = shelf
        self._file = folder / shelf.name
        self._text: str | None = None
        self.before: Mapping[str, Entry] = {}
        if exists(self._file):
            try:
                self._text, self.before = self._read()
            except (OSError, UnicodeDecodeError, NotOursError):
                call.fail(say_foreign(self._file))

    def _read(self) -> tuple[str, Mapping[str, Entry]]:
        text = read_result(self._file).decode("utf-8")
        return text, load(self._shelf, text)

    @property
    def listed(self) -> bool:
        """Whether there is a list."""
        return self._text is not None

    def name(self, file: Path) -> str:
        """What a list calls a map: its path from the list's folder."""
        return Path(os.path.relpath(file, self._folder)).as_posix()

    def part(
        self,
        now: Mapping[str, Entry],
        stays: Callable[[str, Path], bool],
        is_ours: Callable[[Path, Entry], bool],
    ) -> tuple[dict[str, Entry], list[str]]:
        """What is left, and the names of what was removed just now.

        `now` is what this run made; `stays` tells of anything else by its name and its map
        whether it is still wanted, `is_ours` whether a file is still the one that was made.
        """
        left = dict(now)
        removed = []
        for name, entry in self.before.items():
            if name in now:
                continue
            if stays(name, Path(os.path.normpath(Path.cwd() / self._folder / entry.map))):
                left[name] = entry
            elif is_ours(self._folder / name, entry) and self._remove(self._folder / name):
                removed.append(name)
        return left, removed

    def _remove(self, file: Path) -> bool:
        """Removes a file, and the folder below ours that it leaves empty; whether it is gone."""
        if not remove(file):
            return False
        if file.parent != self._folder:
            with suppress(OSError):
                file.parent.rmdir()
        return True

    def save(self, left: Mapping[str, Entry]) -> None:
        """Writes down what there is now; a list that says so already stays as it is.

        What another run into the folder has put down in the meantime stays, too.
        """
        before, since = self._text, {}
        with suppress(OSError, UnicodeDecodeError, NotOursError):
            before, now = self._read()
            since = {name: one for name, one in now.items() if self.before.get(name) != one}
        text = dump(self._shelf, {**since, **left})
        if text != before:
            self._call.save_result(self._file, text)


def belongs(session: Session, file: Path) -> bool:
    """Whether a map is still one of its workspace."""
    home = session.workspace(file)
    return is_file(file) and (not home.made or file in session.project.company(home))


def remove(file: Path) -> bool:
    """Removes a file, but for one in a folder that a link leads out to; whether it is gone."""
    if find_left(file) is not None:
        return False
    try:
        file.unlink()
    except OSError:
        return False
    return True
