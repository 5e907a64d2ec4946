"""Which workspace a file belongs to, and which files a workspace and a command's arguments have."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project import configuration
from cjmap.project.disk import Disk, exists, is_file, is_folder
from cjmap.project.workspace import YAML_SUFFIXES, Workspace, display_name

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".gitignore"


def git_root(folder: Path) -> Path | None:
    """The root of the git repository that a folder is in."""
    for candidate in (folder, *folder.parents):
        if exists(candidate / ".git"):
            return candidate
    return None


class Discovery:
    """Finds workspaces and files through one disk; what it has found it keeps until told.

    `fixed` is a workspace that holds for every file, whatever settings stand in the folders.
    Folders are absolute.
    """

    def __init__(self, disk: Disk, fixed: Workspace | None = None) -> None:
        self.fixed = fixed
        self._disk = disk
        self._own: dict[Path, Workspace | None] = {}
        self._homes: dict[Path, Workspace] = {}
        self._ignores: dict[Path, GitIgnoreSpec | None] = {}
        self._companies: dict[Path, tuple[Path, ...]] = {}

    # -- workspaces -----------------------------------------------------------------------

    def home(self, folder: Path) -> Workspace:
        """The workspace of the files in a folder."""
        if self.fixed is not None:
            return self.fixed
        if folder not in self._homes:
            self._homes[folder] = self._find(folder)
        return self._homes[folder]

    def _find(self, folder: Path) -> Workspace:
        top = git_root(folder)
        for candidate in (folder, *folder.parents):
            own = self._settings_of(candidate)
            if own is not None:
                return own
            if candidate == top:
                break
        return Workspace(top or folder, made=top is not None)

    def _settings_of(self, folder: Path) -> Workspace | None:
        if folder not in self._own:
            self._own[folder] = configuration.read_own(self._disk, folder)
        return self._own[folder]

    # -- files ----------------------------------------------------------------------------

    def below(self, folder: Path) -> tuple[Path, ...]:
        """The maps and libraries below a folder, in the order of their names.

        Hidden, git-ignored and linked folders are left out, and what a workspace's `exclude`
        names.
        """
        above = self._ignored_above(folder)
        return tuple(sorted(self._walk(folder, self.home(folder), above)))

    def company(self, workspace: Workspace) -> tuple[Path, ...]:
        """The files that a map of a workspace has to do with, in the order of their names.

        In a folder that nobody made a workspace those of the folder itself: what lies below a
        home folder, say, is not one project, and walking it would take its time.
        """
        root = workspace.root
        if root not in self._companies:
            found = self.below(root) if workspace.made else self._beside(workspace)
            self._companies[root] = tuple(
                file for file in found if self.home(file.parent).root == root
            )
        return self._companies[root]

    def _beside(self, workspace: Workspace) -> tuple[Path, ...]:
        self._disk.note(workspace.root)
        try:
            names = sorted(entry.name for entry in os.scandir(workspace.root))
        except OSError:
            return ()
        files = (workspace.root / name for name in names if not name.startswith("."))
        return tuple(file for file in files if workspace.is_map(file) and _is_own(workspace, file))

    def _walk(self, folder: Path, workspace: Workspace, ignores: _Ignores) -> Iterator[Path]:
        own = None if self.fixed is not None else self._settings_of(folder)
        workspace = own or workspace
        ignores = (*ignores, *self._ignored_by(folder))
        self._disk.note(folder)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            try:
                folder_like, file_like = entry.is_dir(), entry.is_file()
            except OSError:
                # A link that leads round in a ring is neither.
                continue
            if _ignored(path, folder_like, ignores) or workspace.excludes(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(path, workspace, ignores)
            elif (
                file_like
                and workspace.is_map(path)
                # A linked file is read where it stands, as long as that is inside.
                and workspace.contain(folder, entry.name) is not None
            ):
                yield path

    # -- what git ignores -----------------------------------------------------------------

    def _ignored_by(self, folder: Path) -> _Ignores:
        if folder not in self._ignores:
            self._ignores[folder] = self._read_ignores(folder / IGNORE_FILE)
        spec = self._ignores[folder]
        return () if spec is None else ((folder, spec),)

    def _read_ignores(self, file: Path) -> GitIgnoreSpec | None:
        if not self._disk.is_file(file):
            return None
        import pathspec

        try:
            lines = self._disk.read(file).decode("utf-8", "replace").splitlines()
            return pathspec.GitIgnoreSpec.from_lines(lines)
        except (OSError, ValueError):
            return None

    def _ignored_above(self, folder: Path) -> _Ignores:
        top = git_root(folder)
        if top is None or top == folder:
            return ()
        above = [parent for parent in folder.parents if parent == top or top in parent.parents]
        return tuple(rule for parent in reversed(above) for rule in self._ignored_by(parent))

    # -- arguments ------------------------------------------------------------------------

    def expand(self, arguments: Iterable[str], here: Path) -> tuple[Path, ...]:
        """The files that arguments name: files, folders and globs; none: those of the workspace.

        Raises:
            UsageError: an argument that matches nothing.
        """
        listed = list(arguments)
        if not listed:
            root = self.home(here).root
            return self._filled(root, _shown(root))
        files: dict[Path, None] = {}
        for argument in listed:
            files.update(dict.fromkeys(self._expand_one(argument, here)))
        return tuple(files)

    def _expand_one(self, argument: str, here: Path) -> tuple[Path, ...]:
        if not argument or "\0" in argument:
            raise UsageError(tr("An empty path was given."))
        path = Path(os.path.normpath(here / argument))
        if is_folder(path):
            return self._filled(path, argument)
        if exists(path) or not glob.has_magic(argument):
            # A file that is not there is a finding of its own (CJ001), with exit code 2.
            return (path,)
        names = sorted(glob.glob(argument, root_dir=here, recursive=True))
        found = tuple(
            file for name in names for file in self._globbed(Path(os.path.normpath(here / name)))
        )
        if not found:
            raise UsageError(tr("`{pattern}` matches no file.", pattern=argument))
        return found

    def _globbed(self, path: Path) -> tuple[Path, ...]:
        if is_folder(path):
            return self.below(path)
        # Another that fits the pattern may come to stand beside it.
        self._disk.note(path.parent)
        return (path,) if path.suffix in YAML_SUFFIXES else ()

    def _filled(self, folder: Path, shown: str) -> tuple[Path, ...]:
        found = self.below(folder)
        if not found:
            raise UsageError(
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

    def forget_ignores(self, folder: Path) -> None:
        """What git ignores in a folder is looked up anew."""
        self._ignores.pop(folder, None)
        self.forget_files()

    def reread_settings(self, folder: Path) -> tuple[Path, ...]:
        """The folders, of those asked for so far, whose files go by other settings from now on."""
        if folder not in self._own:
            return ()
        before = self._own.pop(folder)
        after = self._settings_of(folder)
        if after == before:
            self._own[folder] = before
            return ()
        governed = tuple(
            home
            for home, workspace in self._homes.items()
            if home.is_relative_to(folder) and not _goes_by_others(workspace, folder)
        )
        for home in governed:
            del self._homes[home]
        self.forget_files()
        return governed


_Ignores = tuple[tuple[Path, "GitIgnoreSpec"], ...]


def _ignored(path: Path, folder: bool, ignores: _Ignores) -> bool:
    verdict = False
    for base, spec in ignores:
        name = path.relative_to(base).as_posix() + ("/" if folder else "")
        result = spec.check_file(name)
        if result.include is not None:
            verdict = bool(result.include)
    return verdict


def _goes_by_others(workspace: Workspace, folder: Path) -> bool:
    """Whether settings further in than `folder` hold in a workspace."""
    further_in = workspace.root != folder and workspace.root.is_relative_to(folder)
    return further_in and workspace.config is not None


def _is_own(workspace: Workspace, file: Path) -> bool:
    return is_file(file) and workspace.contain(workspace.root, file.name) is not None


def _shown(folder: Path) -> str:
    relative = display_name(folder)
    return relative if not relative.startswith("..") else folder.as_posix()
