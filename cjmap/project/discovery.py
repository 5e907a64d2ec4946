"""Which workspace a file belongs to, and which files a workspace and a command's arguments have."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from cjmap.findings.usage import NoMapBelow, UsageError
from cjmap.messages import Message, tr
from cjmap.project.files import Entry
from cjmap.project.globs import Ignores, Pattern, ignored_below, is_glob
from cjmap.project.governing import MOST_BYTES, git_root, read_own
from cjmap.project.reader import Reader
from cjmap.project.settings import Settings
from cjmap.project.strays import HEAD, looks_like_map, map_name, may_be_stray
from cjmap.project.workspace import YAML_SUFFIXES, Workspace, display_name
from cjmap.records import dataclass, replace
from cjmap.text.refusals import why_refused
from cjmap.text.slugs import composed

IGNORE_FILE = ".gitignore"
# What parts drives and folders in paths of Windows.
_PLACES_OF_WINDOWS = (":", "\\")


class Discovery:
    """Finds workspaces and files through one reader; what it has found it keeps until told.

    `fixed` is a workspace whose settings are asked for, whatever settings stand in the folders:
    it is that of its own folder, and its settings hold in any other that it knows nothing of.
    Folders are absolute. `unread` are those that could not be read so far, and why; `left_out` the
    paths that were asked for and stay out all the same, and why.
    """

    def __init__(self, reader: Reader, fixed: Workspace | None = None) -> None:
        self.fixed = fixed
        self.unread: dict[Path, Message] = {}
        self.left_out: dict[Path, Message] = {}
        self._reader = reader
        self._files = reader.files
        self._inhabited: bool | None = None
        self._own: dict[Path, Workspace | None] = {}
        self._homes: dict[Path, Workspace] = {}
        self._ignores: dict[Path, Ignores | None] = {}
        self._companies: dict[Path, tuple[Path, ...]] = {}
        self._walked: dict[Path, _Walked] = {}
        # What the walks met: folders that hold maps, files that might have been meant as maps by
        # their names, the patterns of `exclude` by the roots of workspaces; and which folders
        # somebody asked for.
        self._holding: set[Path] = set()
        self._candidates: set[Path] = set()
        self._met: dict[Path, set[str]] = {}
        self._asked: set[Path] = set()

    # -- workspaces -----------------------------------------------------------------------

    def home(self, folder: Path) -> Workspace:
        """The workspace of the files in a folder."""
        if folder not in self._homes:
            self._homes[folder] = self._find(folder)
        return self._homes[folder]

    def start(self, here: Path) -> Path:
        """The folder that a run without paths in the folder `here` is about.

        Settings that were asked for mean their own folder, unless they stand apart from maps.
        """
        if self.fixed is not None and self._is_inhabited(self.fixed):
            return self.fixed.folder
        return self.home(here).folder

    def _is_inhabited(self, fixed: Workspace) -> bool:
        """Whether maps stand in the folder of settings that were asked for."""
        if self._inhabited is None:
            found = self._walk(fixed.folder, fixed, self._ignored_above(fixed.folder))
            self._inhabited = next(found, None) is not None
        return self._inhabited

    def _find(self, folder: Path) -> Workspace:
        fixed = self.fixed
        if fixed is None:
            return self._find_settings(folder)
        if folder.is_relative_to(fixed.folder):
            return fixed
        if fixed.above is not None and folder.is_relative_to(fixed.root):
            # What the settings extend knows of it; those that stand apart hold for it too.
            apart = not self._is_inhabited(fixed)
            return replace(fixed, alone=None) if apart else self._find_settings(folder)
        # Settings from elsewhere: the workspace stays the one that the folder is in.
        if fixed.file is None:
            return replace(fixed, root=self._git_root(folder) or folder)
        return replace(fixed, root=self._find_settings(folder).root, above=None, alone=None)

    def _git_root(self, folder: Path) -> Path | None:
        return git_root(folder, self._files)

    def _find_settings(self, folder: Path) -> Workspace:
        top = self._git_root(folder)
        for candidate in (folder, *folder.parents):
            own = self._settings_of(candidate)
            if own is not None:
                return own
            if candidate == top:
                break
        return Workspace(top or folder, made=top is not None, files=self._files)

    def _settings_of(self, folder: Path) -> Workspace | None:
        if folder not in self._own:
            self._own[folder] = read_own(self._reader, folder)
        return self._own[folder]

    # -- files ----------------------------------------------------------------------------

    def below(self, folder: Path) -> tuple[Path, ...]:
        """The maps and libraries below a folder, in the order of their names.

        Hidden, git-ignored and linked folders are left out, and what a workspace's `exclude`
        names.
        """
        above, home = self._ignored_above(folder), self.home(folder)
        found = tuple(sorted(self._walk(folder, home, above)))
        self._walked[folder] = _Walked(self._enter(folder, home), above, found)
        return found

    def company(self, workspace: Workspace) -> tuple[Path, ...]:
        """The files that a map of a workspace has to do with, in the order of their names.

        In a folder that nobody made a workspace those of the folder itself: what lies below a
        home folder, say, is not one project, and walking it would take its time.
        """
        root = workspace.root
        if root not in self._companies:
            found = self._all_below(root) if workspace.made else self._beside(workspace)
            self._companies[root] = tuple(
                file for file in found if self.home(file.parent).root == root
            )
        return self._companies[root]

    def _all_below(self, root: Path) -> Iterable[Path]:
        """As `below`, without walking again what was walked for this run."""
        above = self._ignored_above(root)
        return sorted(self._walk(root, self.home(root), above, self._walked))

    def _beside(self, workspace: Workspace) -> tuple[Path, ...]:
        names = (entry.name for entry in self._list(workspace.root))
        files = (workspace.root / name for name in names if not name.startswith("."))
        return tuple(file for file in files if workspace.is_map(file) and _is_own(workspace, file))

    def _walk(
        self,
        top: Path,
        workspace: Workspace,
        ignores: _Ignores,
        walked: Mapping[Path, _Walked] = MappingProxyType({}),
    ) -> Iterator[Path]:
        waiting = [(top, workspace, ignores)]
        # A stack of its own: folders may be nested deeper than calls of Python can be.
        while waiting:
            folder, workspace, ignores = waiting.pop()
            workspace = self._enter(folder, workspace)
            known = walked.get(folder)
            if known is not None and known.holds(workspace, ignores):
                yield from known.files
                continue
            ignores = (*ignores, *self._ignored_by(folder))
            inside = cache(partial(_is_inside, workspace, folder))
            for entry in self._list(folder):
                path = Path(entry.path)
                is_folder, is_link = _kind(entry)
                self._meet(workspace, path, folder=is_folder)
                if entry.name.startswith(".") or _ignored(path, is_folder, ignores):
                    continue
                if workspace.excludes(path, folder=is_folder):
                    continue
                if is_folder and not is_link:
                    waiting.append((path, workspace, ignores))
                elif is_folder:
                    continue
                elif workspace.is_map(path):
                    if _is_own_entry(workspace, entry, inside):
                        self._holding.add(folder)
                        yield path
                elif may_be_stray(entry.name):
                    self._candidates.add(path)

    def _enter(self, folder: Path, workspace: Workspace) -> Workspace:
        """The workspace of a folder, from that of the one that it is in."""
        if self.fixed is None:
            return self._settings_of(folder) or workspace
        return workspace if workspace is self.fixed else self.home(folder)

    def _meet(self, workspace: Workspace, path: Path, *, folder: bool) -> None:
        """Keeps in mind which patterns of `exclude` meet something."""
        met = self._met.setdefault(workspace.root, set())
        for pattern in workspace.settings.exclude:
            if pattern not in met and workspace.fits(path, pattern, folder=folder):
                met.add(pattern)

    def _list(self, folder: Path) -> Sequence[Entry]:
        """What stands in a folder, by name; nothing where it cannot be read, which is kept in mind."""
        try:
            return self._reader.entries(folder)
        except OSError as error:
            self.unread[folder] = why_refused(error)
            return ()

    # -- what was meant otherwise ------------------------------------------------------------

    def strays(self) -> tuple[Path, ...]:
        """What looks like a map beside the maps of the folders that were asked for, and is none."""
        beside = (file for file in self._candidates if file.parent in self._holding)
        return tuple(
            file
            for file in sorted(beside)
            if any(file.is_relative_to(top) for top in self._asked) and self._is_stray(file)
        )

    def _is_stray(self, file: Path) -> bool:
        try:
            head = self._reader.read(file, HEAD)
        except (OSError, ValueError):
            return False
        return looks_like_map(head.decode("utf-8-sig", "replace").replace("\r\n", "\n"))

    def idle(self, workspace: Workspace) -> tuple[tuple[str, str], ...]:
        """The patterns, globs and folders of a workspace's settings that meet nothing.

        Pairs of the setting and what it holds. None where only some of its files were asked for.
        """
        if not any(workspace.folder.is_relative_to(top) for top in self._asked):
            return ()
        # What stands above is for whoever asks for the folder above.
        prefix = workspace.name(workspace.folder) if workspace.alone is not None else ""
        files = tuple(
            file for file in self.company(workspace) if file.is_relative_to(workspace.folder)
        )
        met = self._met.get(workspace.root, set())
        workspace = workspace.alone or workspace
        settings = workspace.settings
        library = settings.library if settings.library != Settings().library else ()
        ignores = (pattern for pattern, _ in settings.lint.per_file_ignores)
        checks: tuple[tuple[str, Iterable[str], Callable[[str], bool]], ...] = (
            ("maps", settings.maps, lambda each: _holds_none(files, workspace, each)),
            ("exclude", settings.exclude, lambda each: ignored_below(each, prefix) not in met),
            ("library", library, lambda each: not any(workspace.matches(f, each) for f in files)),
            (
                "lint.per-file-ignores",
                ignores,
                lambda each: not any(workspace.fits(file, each) for file in files),
            ),
        )
        return tuple(
            (name, each) for name, written, idle in checks for each in written if idle(each)
        )

    # -- what git ignores -----------------------------------------------------------------

    def _ignored_by(self, folder: Path) -> _Ignores:
        if folder not in self._ignores:
            self._ignores[folder] = self._read_ignores(folder / IGNORE_FILE)
        spec = self._ignores[folder]
        return () if spec is None else ((folder, spec),)

    def _read_ignores(self, file: Path) -> Ignores | None:
        if not self._reader.is_file(file):
            return None
        try:
            text = self._reader.read_whole(file, MOST_BYTES).decode("utf-8", "surrogateescape")
        except (OSError, ValueError):
            return None
        return Ignores(text.split("\n"))

    def _ignored_above(self, folder: Path) -> _Ignores:
        top = self._git_root(folder)
        if top is None or top == folder:
            return ()
        above = [parent for parent in folder.parents if parent == top or top in parent.parents]
        return tuple(rule for parent in reversed(above) for rule in self._ignored_by(parent))

    # -- arguments ------------------------------------------------------------------------

    def expand(self, arguments: Iterable[str], here: Path) -> tuple[Path, ...]:
        """The files that arguments name: files, folders and globs; none: those of the workspace.

        Raises:
            NoMapBelow: a folder without a map.
            UsageError: another argument that matches nothing.
        """
        listed = list(arguments)
        if not listed:
            start = self.start(here)
            return self._filled(start, _shown(start))
        files: dict[Path, None] = {}
        for argument in listed:
            files.update(dict.fromkeys(self._expand_one(argument, here)))
        return tuple(files)

    def _expand_one(self, argument: str, here: Path) -> tuple[Path, ...]:
        if not argument or "\0" in argument:
            raise UsageError(tr("An empty path was given."))
        path = Path(os.path.normpath(here / argument))
        if self._files.exists(path) and self.leaves_out(path):
            return ()
        if self._files.is_folder(path):
            return self._filled(path, argument)
        if self._files.exists(path) or not is_glob(argument):
            # A file that is not there is a finding of its own (CJ001), with exit code 2.
            return (path,)
        found = tuple(
            file for each in self._expand_glob(argument, here) for file in self._globbed(each)
        )
        if not found and not self.left_out:
            raise UsageError(tr("`{pattern}` matches no file.", pattern=argument))
        return found

    def _expand_glob(self, argument: str, here: Path) -> list[Path]:
        """What is called so, in the order of the names. No link to a folder is followed."""
        parts = argument.replace(os.sep, "/").split("/")
        first = next(number for number, part in enumerate(parts) if is_glob(part))
        pattern = Pattern("/".join(parts[first:]))
        top = Path(os.path.normpath(here / "/".join([*parts[:first], ""])))
        found: list[Path] = []
        waiting = [(top, pattern.start)]
        while waiting:
            folder, places = waiting.pop()
            for entry in self._list(folder):
                inside = pattern.enter(places, entry.name)
                is_folder, is_link = _kind(entry)
                if pattern.ends(inside) and not (is_folder and is_link):
                    found.append(Path(entry.path))
                if is_folder and not is_link and pattern.goes_on(inside):
                    waiting.append((Path(entry.path), inside))
        return sorted(found)

    def leaves_out(self, path: Path) -> bool:
        """Whether a path that was asked for stays out; then it is kept in mind why."""
        if self._is_excluded(path):
            self.left_out[path] = tr("`exclude` of the settings or a `.gitignore` leaves it out")
        elif self._files.is_file(path) and not _is_own(self.home(path.parent), path):
            self.left_out[path] = _why_not_own(path)
        return path in self.left_out

    def _is_excluded(self, path: Path) -> bool:
        """Whether settings or git leave out a path, or a folder that it is in."""
        workspace = self.home(path.parent)
        if path.is_relative_to(workspace.root) and workspace.excludes(
            path, folder=self._files.is_folder(path)
        ):
            return True
        top = self._git_root(path.parent)
        inside = [each for each in (path, *path.parents) if top is not None and top in each.parents]
        return any(
            _ignored(each, each != path or self._files.is_folder(path), self._ignored_above(each))
            for each in inside
        )

    def _globbed(self, path: Path) -> tuple[Path, ...]:
        if self.leaves_out(path):
            return ()
        if self._files.is_folder(path):
            return self.below(path)
        # Another that fits the pattern may come to stand beside it.
        self._reader.note(path.parent)
        own = path.suffix in YAML_SUFFIXES and (
            not self._files.is_link(path) or _is_own(self.home(path.parent), path)
        )
        return (path,) if own else ()

    def _filled(self, folder: Path, shown: str) -> tuple[Path, ...]:
        self._asked.add(folder)
        found = self.below(folder)
        if not found:
            near = sorted(file for file in self._candidates if file.is_relative_to(folder))
            stray = next(filter(self._is_stray, near), None)
            if stray is not None:
                raise NoMapBelow(
                    tr(
                        "There is no map below {folder}: {file} looks like one and is to be named {name}.",
                        folder=shown,
                        file=display_name(stray),
                        name=map_name(stray),
                    )
                )
            raise NoMapBelow(
                tr(
                    "There is no map below {folder}: a map's file is named `something.journey.yaml`.",
                    folder=shown,
                )
            )
        return found

    # -- forgetting -----------------------------------------------------------------------

    def lists(self, file: Path) -> bool:
        """Whether a file is known to belong to a workspace."""
        return any(file in company for company in self._companies.values())

    def forget_files(self) -> None:
        """Which files a workspace has is looked up anew, since some came or went."""
        self._companies.clear()
        self._walked.clear()

    def forget_ignores(self, folder: Path) -> None:
        """What git ignores in a folder is looked up anew."""
        self._ignores.pop(folder, None)
        self.forget_files()

    def ask_for(self, fixed: Workspace) -> None:
        """Takes other settings for those that were asked for."""
        self.fixed = fixed
        self._inhabited = None
        self._homes.clear()
        self.forget_files()

    def extends(self, file: Path) -> bool:
        """Whether settings that were met so far extend a file."""
        met = (own for own in self._own.values() if own is not None)
        return any(file == level.file for own in met for level in own.levels)

    def reread_settings(self, file: Path) -> tuple[Path, ...]:
        """The folders, of those asked for so far, whose files go by other settings from now on.

        `file` is a settings file that has changed, came or went.
        """
        changed = False
        for place, before in list(self._own.items()):
            stands_on = before is not None and file in {level.file for level in before.levels}
            if place == file.parent or stands_on:
                del self._own[place]
                changed |= self._settings_of(place) != before
                if self._own[place] == before:
                    self._own[place] = before
        if not changed:
            return ()
        governed = []
        for home, before in list(self._homes.items()):
            if self._find(home) != before:
                del self._homes[home]
                governed.append(home)
        self.forget_files()
        return tuple(governed)


_Ignores = tuple[tuple[Path, Ignores], ...]


@dataclass(frozen=True, slots=True)
class _Walked:
    """What a walk from a folder on has found, and what held in the folder."""

    workspace: Workspace
    ignores: _Ignores
    files: tuple[Path, ...]

    def holds(self, workspace: Workspace, ignores: _Ignores) -> bool:
        """Whether a walk from further above finds the same."""
        return self.workspace is workspace and self.ignores == ignores


def _ignored(path: Path, folder: bool, ignores: _Ignores) -> bool:
    verdict = False
    for base, ignored in ignores:
        said = ignored.verdict(path.relative_to(base).as_posix(), folder=folder)
        if said is not None:
            verdict = said
    return verdict


def _holds_none(files: Iterable[Path], workspace: Workspace, folder: str) -> bool:
    """Whether none of the files lies below a folder that a workspace's settings name."""
    top = composed(os.path.normpath(workspace.root / composed(folder)))
    return not any(Path(composed(str(file))).is_relative_to(top) for file in files)


def _is_own(workspace: Workspace, file: Path) -> bool:
    """Whether a file may be read: a linked one is read where it stands, as long as that is inside."""
    return workspace.files.is_file(file) and workspace.contain(file.parent, file.name) is not None


def _why_not_own(file: Path) -> Message:
    """Why a file that is there may not be read; `contain` knows names by which Windows would look
    elsewhere.
    """
    if any(sign in file.name for sign in _PLACES_OF_WINDOWS):
        return tr("on Windows its name would mean another place: give it one without `:` and `\\`")
    return tr("it is a link that leads out of the workspace")


def _is_own_entry(workspace: Workspace, entry: Entry, inside: Callable[[], bool]) -> bool:
    """As `_is_own`, where `inside` tells once for all that stands in the folder if that is."""
    if _is_plain(entry):
        return inside() and _is_regular(entry)
    return _is_own(workspace, Path(entry.path))


def _is_inside(workspace: Workspace, folder: Path) -> bool:
    return workspace.contain(folder, ".") is not None


def _is_plain(entry: Entry) -> bool:
    """Whether what stands in a folder is where the folder is, on whatever system it is read."""
    return not entry.is_symlink() and not any(sign in entry.name for sign in _PLACES_OF_WINDOWS)


def _is_regular(entry: Entry) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _kind(entry: Entry) -> tuple[bool, bool]:
    """Whether what stands in a folder is or leads to a folder, and whether it is a link.

    A link that leads round in a ring, or nowhere that may be looked at, leads to none.
    """
    try:
        return entry.is_dir(), entry.is_symlink()
    except OSError:
        return False, True


def _shown(folder: Path) -> str:
    relative = display_name(folder)
    return relative if not relative.startswith("..") else folder.as_posix()
