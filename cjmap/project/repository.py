"""A git repository, whose revisions are read as the disk is."""

from __future__ import annotations

import datetime
import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from cjmap.findings.usage import UsageError
from cjmap.messages import Message, join, shorten, tr
from cjmap.project.containment import as_named
from cjmap.project.disk import is_folder
from cjmap.project.git import Failure, Git, Objects, is_named
from cjmap.project.tree import Item, Tree, Trees
from cjmap.project.workspace import YAML_SUFFIXES
from cjmap.records import dataclass
from cjmap.text.slugs import composed
from cjmap.text.spelling import nearest

HEAD = "HEAD"
SHORT: Final = 8
"""As many signs of an object's name are shown."""
# So many branches and tags are looked at for what somebody may have meant, and named.
_ASKED: Final = 1_000
_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Renames:
    """Files that were renamed: pairs of the old and the new path."""

    pairs: tuple[tuple[Path, Path], ...]

    def former(self, file: Path) -> Path | None:
        """What a file was called before, in whatever form its accents are."""
        return next((was for was, now in self.pairs if _same(now, file)), None)

    def later(self, file: Path) -> Path | None:
        """What a file is called since."""
        return next((now for was, now in self.pairs if _same(was, file)), None)


def _same(one: Path, other: Path) -> bool:
    return composed(str(one)) == composed(str(other))


class Repository:
    """A repository; `top` is the folder that its files lie in, or itself where it has none (bare).

    Its process of git ends with the `with` that it is used in:

        with Repository.around(file) as repository:
            project = Project().reading(repository.files("v1.0"))
            document = project.document(repository.place(file))
    """

    def __init__(self, git: Git, top: Path, *, bare: bool = False) -> None:
        self.git = git
        self.top = top
        self.bare = bare
        self._trees = Trees(Objects(git))

    @classmethod
    def around(cls, path: Path) -> Repository:
        """The repository of what lies at an absolute path, or lay there once.

        GIT_DIR and GIT_WORK_TREE name another, as they do for git.

        Raises:
            UsageError: there is none, or no git.
        """
        folder = next(
            (each for each in (path, *path.parents) if is_folder(each)), Path(path.anchor)
        )
        git = Git.find(folder)
        try:
            bare = git.ask("rev-parse", "--is-bare-repository").strip() == b"true"
            where = "--absolute-git-dir" if bare else "--show-toplevel"
            found = Path(os.fsdecode(git.ask("rev-parse", where).removesuffix(b"\n")))
        except Failure as failure:
            raise UsageError(explain_missing(path, failure)) from None
        # What stands in a bare repository is called by its place in the tree.
        return cls(git, git.folder if bare and is_named() else found, bare=bare)

    def __enter__(self) -> Repository:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._trees.objects.close()

    def place(self, path: Path) -> Path:
        """Where the files of a revision have what lies at an absolute path: links on the way followed.

        Raises:
            UsageError: it lies outside the repository.
        """
        real = Path(os.path.realpath(path))
        top = os.path.realpath(self.top)
        if not real.is_relative_to(top):
            raise UsageError(
                tr(
                    "{path} lies outside the git repository {folder}.",
                    path=shorten(str(path), 200),
                    folder=shorten(str(self.top), 200),
                )
            )
        return self.top / real.relative_to(top)

    def commit(self, revision: str) -> str:
        """The full name of the commit that somebody calls so: a branch, a tag, `HEAD~2`, a date.

        Raises:
            UsageError: there is none, or it may be one of several.
        """
        if revision.startswith("-"):
            raise UsageError(
                tr(
                    "`{revision}` is no revision: none begins with a dash.",
                    revision=shorten(revision),
                )
            )
        if "\0" in revision:
            raise UsageError(self._say_unknown(revision))
        name, said, code = self.git.try_to_ask("rev-parse", "--verify", revision)
        if "ambiguous" in said:
            raise UsageError(
                tr(
                    "`{revision}` may be one of several revisions: write more of it, or refs/heads/… or refs/tags/… in full.",
                    revision=shorten(revision),
                )
            )
        if code == 0:
            whole = name.decode().strip()
            name, said, code = self.git.try_to_ask("rev-parse", "--verify", f"{whole}^{{commit}}")
            if code and whole != revision and self.git.try_to_ask("cat-file", "-e", whole)[2]:
                # The repository names what it does not hold.
                raise Failure(said, self.top)
        if code != 0:
            raise UsageError(self._say_unknown(revision))
        return name.decode().strip()

    def files(self, revision: str) -> Tree:
        """The files of a revision, as `commit` understands it.

        Raises:
            UsageError: there is no such revision.
        """
        commit = self.commit(revision)
        return self.tree(
            self.git.ask("rev-parse", "--verify", f"{commit}^{{tree}}").decode().strip()
        )

    def tree(self, name: str) -> Tree:
        """The files of a tree by the name of its object."""
        return Tree(self.top, self._trees, name)

    def items(self, name: str) -> Mapping[str, Item]:
        """What a tree holds, by name; nothing where git does not hold the tree here."""
        try:
            return self._trees.items(name)
        except OSError:
            return {}

    @property
    def is_shallow(self) -> bool:
        """Whether the clone has a part of the history alone."""
        return self.git.ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def former(self, file: Path, old: str, new: str | None = HEAD) -> Path | None:
        """Where a file of the revision `new` lay in `old`: there, or where it was renamed from.

        Without a `new` it is one of those that are to be committed next.
        None where `old` has nothing of the kind. `file` is a path as `place` gives it.

        Raises:
            UsageError: there is no such revision.
        """
        before = self.files(old)
        same = Path(as_named(before, str(file), str(self.top)))
        if before.is_file(same):
            return same
        later = None if new is None else self.commit(new)
        return self.renamed_from(file, self.commit(old), later)

    def renamed_from(self, file: Path, old: str, new: str | None) -> Path | None:
        """Where a file that came between two commits was renamed from; see `renames`."""
        return self.renames(old, new).former(file)

    def renamed_to(self, file: Path, old: str, new: str | None) -> Path | None:
        """What a file of the revision `old` that `new` has not was renamed to; see `renames`.

        Raises:
            UsageError: there is no such revision.
        """
        return self.renames(self.commit(old), None if new is None else self.commit(new)).later(file)

    def last_change(self, file: Path, revisions: Sequence[str]) -> str:
        """The last commit up to revisions that changed a file, by its full name; "" for none."""
        place = f":(top,literal){file.relative_to(self.top)}"
        return self.git.ask("rev-list", "-1", *revisions, "--", place).decode("ascii").strip()

    def renames(self, old: str, new: str | None) -> Renames:
        """What was renamed between two commits, as git tells by likeness.

        Without a `new` one: between a commit and what is to be committed next (`git mv`).
        """
        pathspecs = (f":(top,icase,glob)**/*{suffix}" for suffix in YAML_SUFFIXES)
        how = ("-z", "-M", "-l0", "--diff-filter=R", "--name-status")
        if new is None:
            answer = self.git.ask("diff-index", "--cached", *how, old, "--", *pathspecs)
        else:
            answer = self.git.ask("diff-tree", "-r", *how, old, new, "--", *pathspecs)
        # R100, the old name, the new one; then the next.
        names = [self.top / os.fsdecode(name) for name in answer.split(b"\0")]
        return Renames(tuple(zip(names[1::3], names[2::3], strict=False)))

    def _say_unknown(self, revision: str) -> Message:
        if self.git.try_to_ask("rev-parse", "--verify", HEAD)[2] != 0:
            return tr("The git repository {folder} has no commits yet.", folder=str(self.top))
        if self.is_shallow:
            return tr(
                "There is no revision `{revision}` here: the clone has a part of the history alone; `git fetch --unshallow` brings the rest.",
                revision=shorten(revision),
            )
        if _is_day(revision):
            return tr(
                "There is no revision `{revision}`. The last commit before that day: `git rev-list -1 --before={revision} HEAD`.",
                revision=revision,
            )
        names = self._latest_names()
        near = nearest(revision, names)
        if near:
            return tr(
                "There is no revision `{revision}`. Did you mean `{name}`?",
                revision=shorten(revision),
                name=shorten(near[0]),
            )
        return tr(
            "There is no revision `{revision}`. There are {names}, and commits by their own names.",
            revision=shorten(revision),
            names=join([f"`{shorten(name)}`" for name in (HEAD, *names[:_SHOWN])]),
        )

    def _latest_names(self) -> list[str]:
        """Branches and tags, those of the latest commits first."""
        how = ("--sort=-creatordate", f"--count={_ASKED}", "--format=%(refname:short)")
        answer, _, _ = self.git.try_to_ask("for-each-ref", *how, "refs/heads", "refs/tags")
        return answer.decode("utf-8", "replace").split()


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def explain_missing(path: Path, failure: Failure) -> Message:
    """Why git opens no repository around a path, and what to do."""
    shown = shorten(str(path), 200)
    if "not a git repository" in failure.said and is_named():
        return tr(
            "GIT_DIR of the environment names {folder}, where no git repository is: take it away, or name one.",
            folder=shorten(os.environ["GIT_DIR"], 200),
        )
    if "not a git repository" in failure.said:
        return tr("{path} lies in no git repository, so there are no revisions of it.", path=shown)
    if "dubious ownership" in failure.said:
        return tr(
            "The repository of {path} belongs to somebody else, and git opens it only when it is told that it is safe. If you trust it: `git config --global --add safe.directory {folder}`.",
            path=shown,
            folder=shlex.quote(failure.trusted or shown),
        )
    return tr(
        "Git cannot open the repository of {path}: {reason}.", path=shown, reason=failure.reason
    )
