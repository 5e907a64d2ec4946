"""The two states that `cjmap diff` holds against each other: files, folders, revisions of git."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cjmap.cli.declaring import Argument, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import hint
from cjmap.messages import Message, shorten, tr
from cjmap.records import dataclass, replace
from cjmap.text.refusals import why_refused

if TYPE_CHECKING:
    from cjmap.check import Session
    from cjmap.compare.comparison import Side
    from cjmap.project.repository import Repository

_DRIVEN: Final = frozenset((7, 9))
"""How many words git calls a diff driver with: of a file, and of one that was renamed."""


@dataclass(frozen=True, slots=True)
class States:
    """The two states that are held against each other."""

    paths: Annotated[
        list[str] | None,
        Argument(
            metavar="[OLD] [NEW]",
            help=hint("Two maps or folders; or one, compared with a revision of git."),
            shown=False,
        ),
    ] = None
    from_: Annotated[
        str | None,
        option(
            "--from",
            metavar="REV",
            help=hint(
                "Compare with what a map or folder was in this revision of git; default: HEAD."
            ),
            shown=False,
        ),
    ] = None
    to: Annotated[
        str | None,
        option(
            "--to",
            metavar="REV",
            help=hint("The revision that is compared with it; default: the files as they are."),
            shown=False,
        ),
    ] = None
    baseline: Annotated[
        Path | None,
        option(
            "--baseline",
            metavar="MAP",
            help=hint("Compare this map with the one that its link `rel: baseline` names."),
            shown=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides, and which of their files are one map.

    `single`: two files were named that are one; `driven`: by git, which shows what is printed.
    """

    old: Side
    new: Side
    together: Sequence[tuple[Path, Path]]
    single: bool
    driven: bool = False


def find_sides(call: Invocation, states: States, stack: ExitStack) -> Sides:
    """The states that a call names; what they are read from is closed with the stack."""
    paths = states.paths or []
    if states.baseline is not None and (paths or states.from_ is not None):
        call.fail(tr("`--baseline MAP` names the map: leave all else out."))
    if states.baseline is not None:
        return _with_baseline(call, str(states.baseline))
    if len(paths) in _DRIVEN:
        return _of_git(call, paths)
    if len(paths) > 2:
        call.fail(tr("Name two maps or two folders, OLD and NEW, or one and `--from REV`."))
    if len(paths) < 2:
        return _between_revisions(call, states, stack)
    if states.from_ is not None or states.to is not None:
        call.fail(tr("`--from` and `--to` are of one map or folder: leave NEW out."))
    return _of_two(call, paths)


def _of_two(call: Invocation, paths: Sequence[str]) -> Sides:
    from cjmap.project.disk import exists, is_folder

    folders = [is_folder(Path(path)) for path in paths]
    if any(folders) and not all(folders):
        call.fail(tr("Two maps or two folders can be compared, but not one with the other."))
    if not any(exists(Path(path)) for path in paths):
        _explain_revisions(call, paths)
    session = _session(call)
    if all(folders):
        old, new = (_below_now(call, session, Path(path)) for path in paths)
        return _pair_folders(call, old, new)
    return _of_files(session, *(_file(call, path) for path in paths))


def _explain_revisions(call: Invocation, words: Sequence[str]) -> None:
    """Ends where what was named are revisions, as `git diff` takes them, and no files."""
    from cjmap.findings.usage import UsageError
    from cjmap.project.repository import Repository

    with suppress(UsageError), Repository.around(Path.cwd()) as repository:
        for word in words:
            repository.commit(word)
        options = " ".join(map(" ".join, zip(("--from", "--to"), words, strict=False)))
        call.fail(
            tr("Revisions are named by options: `cjmap diff {options}`.", options=shorten(options))
        )


def _of_files(session: Session, old: Path, new: Path) -> Sides:
    from cjmap.compare.comparison import Side

    return Sides(Side(session, (old,)), Side(session, (new,)), [(old, new)], single=True)


def _session(call: Invocation) -> Session:
    from cjmap.check import Session

    return Session(call.project(), today=call.today)


def _with_baseline(call: Invocation, path: str) -> Sides:
    session = _session(call)
    new = _file(call, path)
    return _of_files(session, _baseline_of(call, session, new), new)


@dataclass(frozen=True, slots=True)
class _Folder:
    """The maps and libraries of a folder by their paths in it, read in a session, of a revision.

    `empty` says why there is none.
    """

    session: Session
    files: Mapping[Path, str]
    revision: str = ""
    empty: Message | None = None

    @property
    def side(self) -> Side:
        from cjmap.compare.comparison import Side

        return Side(self.session, tuple(self.files), self.revision)


def _pair_folders(call: Invocation, old: _Folder, new: _Folder) -> Sides:
    """The maps of two folders; one of the two may have none: then all of the other are new or gone."""
    from cjmap.compare.alike import EQUAL
    from cjmap.compare.comparison import pair_files

    for folder in (new, old):
        if folder.empty is not None:
            if not old.files and not new.files:
                call.fail(folder.empty)
            call.note(folder.empty)
    together = pair_files(old.files, new.files, (old.session, new.session))
    return _with_alike(Sides(old.side, new.side, together, single=False), EQUAL)


# -- revisions -------------------------------------------------------------------------------------


def _between_revisions(call: Invocation, states: States, stack: ExitStack) -> Sides:
    """A map or folder in a revision, and in another or as it is; without a path all maps."""
    from cjmap.compare.alike import ALIKE
    from cjmap.findings.usage import UsageError
    from cjmap.project.disk import is_file, is_folder
    from cjmap.project.repository import HEAD, Repository

    named = states.paths or []
    path = Path(os.path.normpath(Path.cwd() / (named[0] if named else "")))
    if states.to is None:
        # Else it would be told as gone.
        call.refuse_unread(path, named[0] if named else "")
    try:
        repository = stack.enter_context(Repository.around(path))
        if repository.bare and states.to is None:
            call.fail(
                tr(
                    "A bare repository has no files that could be compared: name a revision with `--to`, such as HEAD."
                )
            )
        # An empty one is no revision: a variable of a CI job that nobody set must not pass.
        old = HEAD if states.from_ is None else states.from_
        before = _Revision(call, repository, old)
        now = None if states.to is None else _Revision(call, repository, states.to)
        place = repository.place(path)
        if is_file(path) if now is None else now.has_file(place):
            return _of_file(call, repository, place, before, now)
        if before.has_file(place):
            return _of_gone(call, repository, place, before, now)
        holds = is_folder(path) if now is None else now.has_folder(place)
        if not holds and not before.has_folder(place):
            _explain_revisions(call, named)
            call.fail(tr("There is no file {file}, nor was there one.", file=os.path.relpath(path)))
        later = _of_disk(call, repository, path) if now is None else now.below(place)
        found = _pair_folders(call, before.below(place), later)
        sides = _with_renamed(repository, found, old, states.to)
        # Git knows nothing of a file that nobody has added yet.
        return sides if now is not None else _with_alike(sides, ALIKE)
    except UsageError as error:
        call.fail(error.message)


def _with_renamed(repository: Repository, sides: Sides, old: str, new: str | None) -> Sides:
    """The sides with what git takes for one file under two names."""
    before = {one for one, _ in sides.together}
    now = {one for _, one in sides.together}
    found = [*sides.together]
    if len(now) < len(sides.new.files) and len(before) < len(sides.old.files):
        later = None if new is None else repository.commit(new)
        renames = repository.renames(repository.commit(old), later)
        for file in sides.new.files:
            former = None if file in now else renames.former(repository.place(file))
            if former is not None and former in sides.old.files and former not in before:
                found.append((former, file))
                before.add(former)
    return replace(sides, together=found)


def _with_alike(sides: Sides, least: float) -> Sides:
    """The sides with what is one file under two names by its text."""
    from cjmap.compare.alike import pair_alike

    before, now = ({pair[place] for pair in sides.together} for place in (0, 1))
    gone = [file for file in sides.old.files if file not in before]
    new = [file for file in sides.new.files if file not in now]
    found = pair_alike(gone, new, (sides.old.session, sides.new.session), least)
    return replace(sides, together=[*sides.together, *found])


class _Revision:
    """What is read of a revision, in a session of its own."""

    def __init__(self, call: Invocation, repository: Repository, name: str) -> None:
        from cjmap.check import Session

        self.name = name
        self._call = call
        self._tree = repository.files(name)
        self.session = Session(call.project().reading(self._tree), today=call.today)

    def has_file(self, place: Path) -> bool:
        return self._tree.is_file(place)

    def has_folder(self, place: Path) -> bool:
        return self._tree.is_folder(place)

    def below(self, folder: Path) -> _Folder:
        """The maps and libraries of a folder, which need not be there."""
        from cjmap.findings.usage import NoMapBelow

        files: tuple[Path, ...] = ()
        if self.has_folder(folder):
            with suppress(NoMapBelow):
                files = self.session.project.expand([str(folder)], folder)
        if not files:
            empty = tr(
                "There is no map below {folder} in {revision}.",
                folder=os.path.relpath(folder),
                revision=shorten(self.name),
            )
            return _Folder(self.session, {}, self.name, empty)
        return _Folder(self.session, _name_below(folder, files), self.name)


def _of_file(
    call: Invocation,
    repository: Repository,
    place: Path,
    before: _Revision,
    now: _Revision | None,
) -> Sides:
    """One map, wherever it lay then."""
    from cjmap.compare.alike import find_former
    from cjmap.compare.comparison import Side

    former = repository.former(place, before.name, None if now is None else now.name)
    if former is None and now is None:
        former = find_former(before.session, _session(call), repository.top, place)
    old = () if former is None else (former,)
    sides = (
        Side(before.session, old, before.name),
        Side(_session(call), (place,)) if now is None else Side(now.session, (place,), now.name),
    )
    return Sides(*sides, [(one, place) for one in old], single=bool(old))


def _of_gone(
    call: Invocation,
    repository: Repository,
    place: Path,
    before: _Revision,
    now: _Revision | None,
) -> Sides:
    """A map that was there and is not now, but for what it was renamed to."""
    from cjmap.compare.comparison import Side

    later = None if now is None else now.name
    renamed = repository.renamed_to(place, before.name, later)
    if renamed is not None:
        return _of_file(call, repository, renamed, before, now)
    session = _session(call) if now is None else now.session
    old = Side(before.session, (place,), before.name)
    return Sides(old, Side(session, (), later or ""), [], single=False)


def _of_disk(call: Invocation, repository: Repository, folder: Path) -> _Folder:
    """The maps below a folder of the disk that are the repository's, as a revision has them.

    What stands in another repository within it, such as a submodule, is no part of its revisions.
    """
    found = _below_now(call, _session(call), folder)
    homes = {file: _repository_within(repository, file.parent) for file in found.files}
    for home in dict.fromkeys(home for home in homes.values() if home is not None):
        name = os.path.relpath(home)
        call.note(
            tr(
                "{folder} is a repository of its own: `cjmap diff {folder}` compares it.",
                folder=name,
            )
        )
    files = {file: name for file, name in found.files.items() if homes[file] is None}
    return replace(found, files=files)


def _repository_within(repository: Repository, folder: Path) -> Path | None:
    """The repository that a folder is in, where that lies within another."""
    from cjmap.project.governing import git_root

    root = git_root(folder)
    if root is None:
        return None
    real, top = (Path(os.path.realpath(path)) for path in (root, repository.top))
    return root if real != top and real.is_relative_to(top) else None


# -- git -------------------------------------------------------------------------------------------


def _of_git(call: Invocation, words: Sequence[str]) -> Sides:
    """What git hands a diff driver: a path, then file, object and mode of the old and of the new one;
    behind these the new path where it was renamed.
    """
    from cjmap.check import Session
    from cjmap.compare.comparison import Side
    from cjmap.project.disk import read_bytes
    from cjmap.project.repository import SHORT

    places = (words[0], words[7] if len(words) > 7 else words[0])
    sides = []
    for place, file, object_name in zip(places, words[1::3], words[2::3], strict=False):
        target = Path(os.path.normpath(Path.cwd() / place))
        project = call.project()
        files: tuple[Path, ...] = ()
        if file != os.devnull:
            try:
                project.overlay(target, read_bytes(Path(file)))
            except OSError as error:
                reason = why_refused(error)
                call.fail(tr("{file} cannot be read: {reason}.", file=file, reason=reason))
            files = (target,)
        # Of what git has not got an object for, the name is zeros or a dot.
        known = object_name.strip("0.")
        revision = object_name[:SHORT] if known else ""
        sides.append(Side(Session(project, today=call.today), files, revision))
    old, new = sides
    together = [*zip(old.files, new.files, strict=False)]
    return Sides(old, new, together, single=bool(together), driven=True)


# -- files -----------------------------------------------------------------------------------------


def _file(call: Invocation, path: str) -> Path:
    from cjmap.project.disk import is_file

    file = Path(os.path.normpath(Path.cwd() / path))
    if not is_file(file):
        if path == "-":
            call.fail(tr("Files are compared, not standard input: save what it brings in one."))
        call.refuse_unread(file, path)
        call.fail(tr("There is no file {file}.", file=path))
    return file


def _baseline_of(call: Invocation, session: Session, file: Path) -> Path:
    subject = session.subject(file)
    name = session.project.shown(file)
    if subject is None:
        call.refuse_unread(file, name)
        call.fail(tr("{file} cannot be read as a map: `cjmap validate` says why.", file=name))
    if subject.baseline is None:
        call.fail(
            tr(
                "{file} names no map that can be read as its baseline: add a link with `rel: baseline`.",
                file=name,
            )
        )
    return subject.baseline.file


def _below_now(call: Invocation, session: Session, folder: Path) -> _Folder:
    """The maps and libraries of a folder of the disk, which need not be there."""
    from cjmap.cli.options import Inputs
    from cjmap.findings.usage import NoMapBelow, UsageError
    from cjmap.project.disk import exists

    root = Path(os.path.normpath(Path.cwd() / folder))
    if not exists(root):
        return _Folder(session, {}, empty=tr("There is no folder {folder}.", folder=str(folder)))
    try:
        files = call.look_up(session.project, Inputs([str(folder)]))
    except NoMapBelow as error:
        return _Folder(session, {}, empty=error.message)
    except UsageError as error:
        call.fail(error.message)
    return _Folder(session, _name_below(root, files))


def _name_below(folder: Path, files: Sequence[Path]) -> Mapping[Path, str]:
    """Files with their paths in a folder."""
    return {file: Path(os.path.relpath(file, folder)).as_posix() for file in files}
