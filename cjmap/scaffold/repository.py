"""A repository in which git joins and compares maps by cjmap: what it is told, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project.disk import is_file, is_folder, read_bytes
from cjmap.project.git import Failure, Git, is_named
from cjmap.project.repository import explain_missing

ATTRIBUTES: Final = ".gitattributes"
# The attributes of files, by their patterns.
_WANTED: Final = {
    "*.journey.yaml": ("merge=cjmap", "diff=cjmap"),
    "*.journey.yml": ("merge=cjmap", "diff=cjmap"),
    "*.library.yaml": ("merge=cjmap",),
}
LINES: Final = tuple(" ".join((pattern, *wanted)) for pattern, wanted in _WANTED.items())
# The page does not tell all that a map says, so what is written follows: no change may go unseen.
# A map that cannot be drawn is compared as it is written alone.
SETTINGS: Final = {
    "merge.cjmap.name": "journey maps, entry by entry",
    # Where there is no cjmap git would take OURS as it is for the conflict, and THEIRS were lost with
    # the next `git add`.
    "merge.cjmap.driver": (
        "cjmap merge --path %P --marker-size %L %O %A %B; s=$?; [ $s -eq 127 ] || exit $s; "
        "git merge-file --marker-size=%L %A %O %B"
    ),
    "diff.cjmap.textconv": (
        'f() { cjmap render --quiet -f markdown "$1" 2>/dev/null && echo; cat "$1"; }; f'
    ),
}


def open_repository(folder: Path) -> Git:
    """The git of the repository that a folder is in, which need not be there yet.

    Raises:
        UsageError: it is in none, or there is no git.
    """
    there = folder.absolute()
    while not is_folder(there) and there != there.parent:
        there = there.parent
    git = Git.find(there)
    answer, said, code = git.try_to_ask("rev-parse", "--is-inside-work-tree")
    if code and (is_named() or "not a git repository" not in said):
        raise UsageError(explain_missing(folder, Failure(said, folder)))
    if code:
        raise UsageError(
            tr("{folder} is in no git repository; `git init` makes one.", folder=str(folder))
        )
    if answer.strip() != b"true":
        raise UsageError(
            tr(
                "{folder} is in a git repository without files, such as a bare one: run this in a clone.",
                folder=str(folder),
            )
        )
    return git


def configure(git: Git) -> tuple[list[str], list[str]]:
    """Gives a repository the settings that it has not; the names of these, and of others' that stay.

    Raises:
        UsageError: they cannot be written.
    """
    given: list[str] = []
    kept: list[str] = []
    for name, value in SETTINGS.items():
        answer, _, code = git.try_to_ask("config", "--local", "--get", name)
        if code == 0:
            if answer.decode("utf-8", "replace").rstrip("\n") != value:
                kept.append(name)
            continue
        _, said, code = git.try_to_ask("config", "--local", name, value)
        if code:
            reason = said.strip().partition("\n")[0].removeprefix("error: ").rstrip(".")
            raise UsageError(tr("Git cannot keep its settings: {reason}.", reason=reason))
        given.append(name)
    return given, kept


def with_attributes(git: Git, folder: Path) -> tuple[bytes | None, list[str]]:
    """The attributes of a folder with the lines that it lacks; None where it lacks none.

    With it come the lines that somebody else's attributes would need: where a pattern has a line of its
    own in the folder, that line stays as it is.

    Raises:
        OSError: they cannot be read.
    """
    file = folder / ATTRIBUTES
    before = read_bytes(file) if is_file(file) else b""
    own = {
        line.split()[0].strip('"')
        for line in before.decode("utf-8", "replace").splitlines()
        if line.strip()
    }
    missing: list[str] = []
    kept: list[str] = []
    for pattern, wanted in _WANTED.items():
        lacks = [one for one in wanted if not _holds(git, folder, pattern, one)]
        if lacks:
            line = " ".join((pattern, *(lacks if pattern in own else wanted)))
            (kept if pattern in own else missing).append(line)
    if not missing:
        return None, kept
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + "".join(f"{line}\n" for line in missing).encode("utf-8"), kept


def _holds(git: Git, folder: Path, pattern: str, wanted: str) -> bool:
    """Whether files of a pattern in a folder have an attribute already, wherever that is written."""
    name, _, value = wanted.partition("=")
    path = (folder.absolute() / pattern.replace("*", "x")).as_posix()
    answer, _, code = git.try_to_ask("check-attr", "-z", name, "--", path)
    return code == 0 and answer.split(b"\0")[2:3] == [value.encode()]
