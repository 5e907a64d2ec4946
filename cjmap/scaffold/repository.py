"""A repository in which git joins and compares maps by cjmap: what it is told, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project.disk import is_file, is_folder, read_bytes
from cjmap.project.git import Git

ATTRIBUTES: Final = ".gitattributes"
LINES: Final = (
    "*.journey.yaml merge=cjmap diff=cjmap",
    "*.journey.yml merge=cjmap diff=cjmap",
    "*.library.yaml merge=cjmap",
)
# A map that cannot be drawn is compared as it is written.
SETTINGS: Final = {
    "merge.cjmap.name": "journey maps, entry by entry",
    "merge.cjmap.driver": "cjmap merge --path %P --marker-size %L %O %A %B",
    "diff.cjmap.textconv": (
        'f() { cjmap render --quiet -f markdown "$1" 2>/dev/null || cat "$1"; }; f'
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
    _, _, code = git.try_to_ask("rev-parse", "--git-dir")
    if code:
        raise UsageError(
            tr("{folder} is in no git repository; `git init` makes one.", folder=str(folder))
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


def with_attributes(folder: Path) -> bytes | None:
    """The attributes of a folder with the lines that it lacks; None where it lacks none.

    Raises:
        OSError: they cannot be read.
    """
    file = folder / ATTRIBUTES
    before = read_bytes(file) if is_file(file) else b""
    known = {
        line.split()[0] for line in before.decode("utf-8", "replace").splitlines() if line.strip()
    }
    missing = [line for line in LINES if line.split()[0] not in known]
    if not missing:
        return None
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + "".join(f"{line}\n" for line in missing).encode("utf-8")
