"""The folder that a map belongs to: its settings, its files, and what lies outside.

Nothing here reads a map. Every path that a map or a setting names goes through `contain`.
"""

from __future__ import annotations

import glob
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, TypeVar

from cjmap.findings import Problem, Severity
from cjmap.findings.source import Source
from cjmap.messages import Message, shorten, tr
from cjmap.text.limits import Limits
from cjmap.text.spelling import nearest
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.lifecycle import LifecycleModel
from cjmap.vocabulary.settings import EngineChoice

CONFIG_NAME = "cjmap.toml"
PYPROJECT = "pyproject.toml"
MAP_SUFFIXES = (".journey.yaml", ".journey.yml")
LIBRARY_SUFFIXES = (".library.yaml", ".library.yml")


class UsageError(Exception):
    """The command cannot be carried out as it was given; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


@dataclass(frozen=True, slots=True)
class LintSettings:
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()


@dataclass(frozen=True, slots=True)
class GapsSettings:
    require: tuple[Dimension, ...] = ()
    min_coverage: float | None = None


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """`theme`: light, dark, print or a file of the workspace. `engine`: one of `EngineChoice`.

    A path to an engine comes from the command line or the environment alone: a file of the
    repository must not choose what is run.
    """

    theme: str = "light"
    lanes: tuple[LaneName, ...] = ()
    engine: EngineChoice = EngineChoice.AUTO


@dataclass(frozen=True, slots=True)
class Settings:
    """What `cjmap.toml` says; everything has a default."""

    maps: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    library: tuple[str, ...] = ("**/*.library.yaml",)
    language: str | None = None
    lifecycle: LifecycleModel | tuple[str, ...] | None = None
    lint: LintSettings = field(default_factory=LintSettings)
    gaps: GapsSettings = field(default_factory=GapsSettings)
    render: RenderSettings = field(default_factory=RenderSettings)
    limits: Limits = field(default_factory=Limits)
    measure: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Workspace:
    """A folder with its settings. `problems` are those of its settings file (CJ020).

    `fixed` settings were named for the call and take the place of any that stand in folders.
    `made` is False for a folder that neither settings nor git make a workspace.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    config: Source | None = None
    problems: tuple[Problem, ...] = ()
    fixed: bool = False
    made: bool = True

    def contain(self, folder: Path, written: str) -> Path | None:
        """The file that a path written in `folder` names, or None where it leaves the workspace.

        Absolute paths, `..` beyond the root and links that lead out are refused, also those in
        the manner of Windows. Whether the file is there is another question.
        """
        if not written or "\0" in written or PurePosixPath(written).is_absolute():
            return None
        if PureWindowsPath(written).drive or written.startswith("\\"):
            return None
        target = os.path.normpath(folder / written.replace("\\", "/"))
        root = os.path.normpath(self.root)
        try:
            inside = _below(target, root) and _below(
                os.path.realpath(target), os.path.realpath(root)
            )
        except (OSError, ValueError):
            return None
        return Path(target) if inside else None

    def name(self, file: Path) -> str:
        """A file's path from the workspace's root, with forward slashes."""
        return Path(os.path.relpath(file, self.root)).as_posix()

    def is_library(self, file: Path) -> bool:
        if file.name.endswith(LIBRARY_SUFFIXES):
            return True
        return _matches(self.name(file), self.settings.library)

    def files(self) -> tuple[Path, ...]:
        """Every map and library below the root, in the order of their names."""
        return discover(self.root, self)

    def company(self) -> tuple[Path, ...]:
        """The files that a map of this workspace has to do with.

        In a folder that nobody made a workspace those of the folder itself: what lies below a
        home folder, say, is not one project, and walking it would take its time.
        """
        if self.made:
            return self.files()
        try:
            names = sorted(entry.name for entry in os.scandir(self.root))
        except OSError:
            return ()
        return tuple(
            path
            for path in (self.root / name for name in names if not name.startswith("."))
            if _is_map(self, path) and self._is_own_file(path)
        )

    def _is_own_file(self, path: Path) -> bool:
        try:
            return path.is_file() and self.contain(self.root, path.name) is not None
        except OSError:
            return False


def _below(target: str, root: str) -> bool:
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)


# --- finding the workspace ---------------------------------------------------------------------


def git_root(folder: Path) -> Path | None:
    """The root of the git repository that a folder is in."""
    for candidate in (folder, *folder.parents):
        if (candidate / ".git").exists():
            return candidate
    return None


def find(folder: Path) -> Workspace:
    """The workspace of the files in an absolute folder."""
    top = git_root(folder)
    for candidate in (folder, *folder.parents):
        own = read_config(candidate)
        if own is not None:
            return own
        if candidate == top:
            break
    return Workspace(top or folder, made=top is not None)


def read_config(folder: Path) -> Workspace | None:
    """The workspace that a folder's own settings file makes it, or None without one."""
    file = folder / CONFIG_NAME
    if file.is_file():
        return load_config(file)
    project = folder / PYPROJECT
    if project.is_file():
        try:
            mentioned = b"[tool.cjmap" in project.read_bytes()
        except OSError:
            mentioned = False
        if mentioned:
            return load_config(project)
    return None


def load_config(file: Path, *, root: Path | None = None) -> Workspace:
    """Reads `cjmap.toml` or the `[tool.cjmap]` of a `pyproject.toml`.

    Whatever is wrong becomes CJ020 problems; the good settings hold all the same.
    """
    name = Path(os.path.relpath(file)).as_posix()
    root = root or file.parent.absolute()
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else tr("it is not UTF-8")
        problem = Problem(
            "CJ020",
            (),
            tr("The settings cannot be read: {reason}.", reason=reason or str(error)),
            span=(0, 0),
        )
        return Workspace(root, Settings(), Source(name, ""), (problem,))
    source = Source(name, text)
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Most are TOMLDecodeError; deep brackets and endless numbers are not.
        return Workspace(root, Settings(), source, (_toml_problem(source, error),))
    reader = _ConfigReader(source, root)
    if file.name == PYPROJECT:
        table = _tool_table(table)
    settings = reader.read(table)
    return Workspace(root, settings, source, tuple(reader.problems))


def _tool_table(table: Mapping[str, Any]) -> Any:
    tool = table.get("tool")
    return tool.get("cjmap", {}) if isinstance(tool, dict) else {}


def _toml_problem(source: Source, error: Exception) -> Problem:
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    start = len(source.text)
    if found:
        line, column = int(found.group(1)), int(found.group(2))
        start = source.starts[min(line, len(source.starts)) - 1] + column - 1
    reason = shorten(re.sub(r"\s*\(at .*\)$", "", str(error)))
    return Problem(
        "CJ020",
        (),
        tr("This is not TOML: {reason}.", reason=reason[:1].lower() + reason[1:]),
        tr('Text stands in quotes, lists in brackets: `maps = ["maps"]`.'),
        span=(start, start + 1),
    )


class _Bad(Exception):
    def __init__(self, message: Message) -> None:
        self.message = message


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _Bad(tr('a list of texts is needed, such as ["a", "b"]'))
    return tuple(value)


def _string(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise _Bad(tr("a text in quotes is needed"))
    return value


_Kind = TypeVar("_Kind", bound=Choice)


def _one_of(kind: type[_Kind]) -> Callable[[Any], _Kind]:
    def read(value: Any) -> _Kind:
        known = kind.known(value) if isinstance(value, str) else None
        if known is None:
            raise _Bad(tr("one of {allowed} is needed", allowed=", ".join(kind)))
        return known

    return read


def _several_of(kind: type[_Kind]) -> Callable[[Any], tuple[_Kind, ...]]:
    def name(item: str) -> _Kind:
        known = kind.known(item)
        if known is None:
            raise _Bad(tr("`{item}` is none of {allowed}", item=item, allowed=", ".join(kind)))
        return known

    return lambda value: tuple(map(name, _strings(value)))


def _codes(value: Any) -> tuple[str, ...]:
    for item in _strings(value):
        if not is_code(item):
            raise _Bad(tr("`{item}` is no code of a check, such as CJ3 or CJ301", item=item))
    return tuple(value)


def is_code(text: str) -> bool:
    """Whether a text is a code of a check, the beginning of one, or ALL."""
    return text == "ALL" or re.fullmatch(r"CJ\d{0,3}", text) is not None


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _Bad(tr("a whole number from 1 on is needed"))
    return value


def _depth(value: Any) -> int:
    # A level of the map is a call of Python's, which allows about a thousand.
    if _whole(value) > _DEEPEST:
        raise _Bad(tr("a whole number from 1 to {most} is needed", most=_DEEPEST))
    return _whole(value)


def _percent(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise _Bad(tr("a number from 0 to 100 is needed"))
    return float(value)


def _language(value: Any) -> str:
    text = _string(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise _Bad(tr("a language tag is needed, such as en or es-MX"))
    return text


def _lifecycle(value: Any) -> LifecycleModel | tuple[str, ...]:
    if isinstance(value, list):
        return _strings(value)
    return _one_of(LifecycleModel)(value)


def _ignores(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise _Bad(tr('a table is needed, such as {{ "drafts/**" = ["CJ2"] }}'))
    return tuple((pattern, _codes(codes)) for pattern, codes in value.items())


def _severities(value: Any) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(value, dict):
        raise _Bad(tr('a table is needed, such as {{ CJ305 = "error" }}'))
    for code, level in value.items():
        if not is_code(code) or level not in list(Severity):
            raise _Bad(tr("`{code}`: a code and error, warning or info are needed", code=code))
    return tuple((code, Severity(level)) for code, level in value.items())


_Readers = dict[str, tuple[str, Callable[[Any], Any]]]
_TOP: _Readers = {
    "library": ("library", _strings),
    "exclude": ("exclude", _strings),
    "language": ("language", _language),
    "lifecycle": ("lifecycle", _lifecycle),
}
_TABLES: dict[str, _Readers] = {
    "lint": {
        "select": ("select", _codes),
        "ignore": ("ignore", _codes),
        "extend-select": ("extend_select", _codes),
        "per-file-ignores": ("per_file_ignores", _ignores),
        "severity": ("severity", _severities),
    },
    "gaps": {
        "require": ("require", _several_of(Dimension)),
        "min-coverage": ("min_coverage", _percent),
    },
    "render": {
        "theme": ("theme", _string),
        "lanes": ("lanes", _several_of(LaneName)),
        "engine": ("engine", _one_of(EngineChoice)),
    },
}
_DEEPEST = 400
_LIMITS: _Readers = {
    "file-size": ("file_size", _whole),
    "nodes": ("nodes", _whole),
    "depth": ("depth", _depth),
}


class _ConfigReader:
    """Turns a TOML table into `Settings`, a problem for each setting that cannot hold."""

    def __init__(self, source: Source, root: Path) -> None:
        self.source = source
        self.root = root
        self.problems: list[Problem] = []

    def read(self, table: Any) -> Settings:
        settings = Settings()
        if self._value(("tool", "cjmap"), table, _mapping) is None:
            return settings
        top = {**_TOP, "maps": ("maps", self._folders)}
        for key, value in table.items():
            if key in top:
                name, reader = top[key]
                read = self._value((key,), value, reader)
                if read is not None:
                    settings = replace(settings, **{name: read})
            elif key in _TABLES:
                current = getattr(settings, key)
                values = self._table(key, value, _TABLES[key])
                settings = replace(settings, **{key: replace(current, **values)})
            elif key == "limits":
                settings = replace(settings, limits=Limits(**self._table(key, value, _LIMITS)))
            elif key == "measure":
                if self._value((key,), value, _mapping) is not None:
                    settings = replace(settings, measure=value)
            else:
                self._unknown((key,), [*top, *_TABLES, "limits", "measure"])
        return settings

    def _folders(self, value: Any) -> tuple[str, ...]:
        for folder in _strings(value):
            if Workspace(self.root).contain(self.root, folder) is None:
                raise _Bad(tr("`{folder}` lies outside the workspace", folder=folder))
        return tuple(value)

    def _table(
        self, key: str, value: Any, readers: Mapping[str, tuple[str, Callable[[Any], Any]]]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if self._value((key,), value, _mapping) is None:
            return values
        for name, inner in value.items():
            if name not in readers:
                self._unknown((key, name), readers)
                continue
            target, reader = readers[name]
            read = self._value((key, name), inner, reader)
            if read is not None:
                values[target] = read
        return values

    def _value(self, path: tuple[str, ...], value: Any, reader: Callable[[Any], Any]) -> Any:
        try:
            return reader(value)
        except _Bad as bad:
            self.problems.append(
                Problem(
                    "CJ020",
                    path,
                    tr(
                        "The setting `{name}` cannot hold: {reason}.",
                        name=".".join(path),
                        reason=bad.message,
                    ),
                    span=self._span(path),
                )
            )
            return None

    def _unknown(self, path: tuple[str, ...], known: Iterable[str]) -> None:
        near = nearest(path[-1], known)
        help = (
            tr("Did you mean `{name}`?", name=near[0])
            if near
            else tr("Known here: {names}.", names=", ".join(sorted(known)))
        )
        self.problems.append(
            Problem(
                "CJ020",
                path,
                tr("There is no setting `{name}`.", name=".".join(path)),
                help,
                span=self._span(path),
            )
        )

    def _span(self, path: tuple[str, ...]) -> tuple[int, int]:
        """Where a key stands; tomllib keeps no places, so the key is looked for in its table."""
        text = self.source.text
        start = 0
        for table in path[:-1]:
            header = re.search(rf"^\s*\[\s*(?:tool\.cjmap\.)?{re.escape(table)}\b", text, re.M)
            start = header.end() if header else 0
        dotted = r"\s*\.\s*".join(re.escape(table) for table in path[:-1])
        last = re.escape(path[-1])
        header = re.search(rf"^\s*\[\s*(?:tool\.cjmap\.)?{dotted}\s*\.\s*({last})\b", text, re.M)
        if header and dotted:
            return header.span(1)
        found = re.compile(
            rf"^[ \t]*(?:\[\s*(?:tool\.cjmap\.)?)?\"?({last})\"?(?=[\s=.\]])", re.M
        ).search(text, start)
        return found.span(1) if found else (start, start)


def _mapping(value: Any) -> Any:
    if not isinstance(value, dict):
        raise _Bad(tr("a table is needed"))
    return value


# --- finding files -----------------------------------------------------------------------------


def discover(folder: Path, workspace: Workspace | None = None) -> tuple[Path, ...]:
    """The maps and libraries below an absolute folder, in the order of their names.

    Hidden, git-ignored and linked folders are left out, and what a workspace's `exclude` names.
    `workspace` is the one to go by; without it, the one that the folder is in.
    """
    return tuple(sorted(_walk(folder, workspace or find(folder), _ignored_above(folder))))


_Ignores = tuple[tuple[Path, Any], ...]


def _walk(folder: Path, workspace: Workspace, ignores: _Ignores) -> Iterator[Path]:
    own = None if workspace.fixed else read_config(folder)
    if own is not None:
        workspace = own
    ignores = (*ignores, *_ignore_file(folder))
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        try:
            folder_like, file_like = entry.is_dir(), entry.is_file()
        except OSError:
            # A link that leads round in a ring is neither.
            continue
        if _ignored(path, folder_like, ignores):
            continue
        if _excluded(workspace, path):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, workspace, ignores)
        elif (
            file_like
            and _is_map(workspace, path)
            # A linked file is read where it stands, as long as that is inside.
            and workspace.contain(folder, entry.name) is not None
        ):
            yield path


def _is_map(workspace: Workspace, path: Path) -> bool:
    if path.name.endswith(MAP_SUFFIXES) or workspace.is_library(path):
        return True
    if path.suffix in (".yaml", ".yml"):
        name = workspace.name(path)
        return any(
            PurePosixPath(name).is_relative_to(PurePosixPath(os.path.normpath(folder)))
            for folder in workspace.settings.maps
        )
    return False


def _excluded(workspace: Workspace, path: Path) -> bool:
    return bool(workspace.settings.exclude) and _matches(
        workspace.name(path), workspace.settings.exclude
    )


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(_glob_expression(pattern).fullmatch(name) for pattern in patterns)


@cache
def _glob_expression(pattern: str) -> re.Pattern[str]:
    """A glob over paths with forward slashes: `**` crosses folders, `*` and `?` do not.

    A pattern also matches everything below what it names.
    """
    out = []
    rest = pattern.strip("/")
    while rest:
        if rest.startswith("**/"):
            out.append("(?:.*/)?")
            rest = rest[3:]
        elif rest.startswith("**"):
            out.append(".*")
            rest = rest[2:]
        elif rest[0] == "*":
            out.append("[^/]*")
            rest = rest[1:]
        elif rest[0] == "?":
            out.append("[^/]")
            rest = rest[1:]
        else:
            out.append(re.escape(rest[0]))
            rest = rest[1:]
    return re.compile("".join(out) + "(?:/.*)?", re.S)


def matches(name: str, pattern: str) -> bool:
    """Whether a path from the workspace's root fits a glob of the settings."""
    return _matches(name, (pattern,))


def _ignore_file(folder: Path) -> _Ignores:
    file = folder / ".gitignore"
    if not file.is_file():
        return ()
    import pathspec

    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        return ((folder, pathspec.GitIgnoreSpec.from_lines(lines)),)
    except (OSError, ValueError):
        return ()


def _ignored_above(folder: Path) -> _Ignores:
    top = git_root(folder)
    if top is None or top == folder:
        return ()
    above = [parent for parent in folder.parents if parent == top or top in parent.parents]
    return tuple(rule for parent in reversed(above) for rule in _ignore_file(parent))


def _ignored(path: Path, folder: bool, ignores: _Ignores) -> bool:
    verdict = False
    for base, spec in ignores:
        name = path.relative_to(base).as_posix() + ("/" if folder else "")
        result = spec.check_file(name)
        if result.include is not None:
            verdict = bool(result.include)
    return verdict


def expand(
    arguments: Iterable[str], here: Path, fixed: Workspace | None = None
) -> tuple[Path, ...]:
    """The files that the arguments of a command name: files, folders and globs; none: the workspace.

    `fixed` is a workspace to go by whatever settings stand in the folders.

    Raises `UsageError` for an argument that matches nothing.
    """
    listed = list(arguments)
    if not listed:
        workspace = fixed or find(here)
        found = workspace.files()
        if not found:
            raise UsageError(
                tr(
                    "There is no map below {folder}: a map's file is named `something.journey.yaml`.",
                    folder=_shown(workspace.root),
                )
            )
        return found
    files: dict[Path, None] = {}
    for argument in listed:
        for path in _expand_one(argument, here, fixed):
            files.setdefault(path)
    return tuple(files)


def _expand_one(argument: str, here: Path, fixed: Workspace | None) -> tuple[Path, ...]:
    if not argument or "\0" in argument:
        raise UsageError(tr("An empty path was given."))
    path = Path(os.path.normpath(here / argument))
    if path.is_dir():
        found = discover(path, fixed)
        if not found:
            raise UsageError(
                tr(
                    "There is no map below {folder}: a map's file is named `something.journey.yaml`.",
                    folder=argument,
                )
            )
        return found
    if path.exists() or not glob.has_magic(argument):
        # A file that is not there is a finding of its own (CJ001), with exit code 2.
        return (path,)
    names = sorted(glob.glob(argument, root_dir=here, recursive=True))
    files = [Path(os.path.normpath(here / name)) for name in names]
    found = tuple(
        inner
        for file in files
        for inner in (discover(file, fixed) if file.is_dir() else (file,))
        if file.is_dir() or file.suffix in (".yaml", ".yml")
    )
    if not found:
        raise UsageError(tr("`{pattern}` matches no file.", pattern=argument))
    return found


def _shown(path: Path) -> str:
    relative = os.path.relpath(path)
    return Path(relative).as_posix() if not relative.startswith("..") else path.as_posix()
