"""The program git: asked for one answer, or again and again for objects."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Final

from cjmap.expressions import expression
from cjmap.findings.usage import UsageError
from cjmap.messages import shorten, tr
from cjmap.project.programs import search
from cjmap.records import dataclass
from cjmap.text.refusals import Refused, why_refused

# Nothing is locked, asked for, fetched or translated, whatever a repository's configuration says.
_SETTINGS: Final = (
    "LC_ALL=C",
    "GIT_OPTIONAL_LOCKS=0",
    "GIT_TERMINAL_PROMPT=0",
    "GIT_NO_LAZY_FETCH=1",
    "GIT_ALLOW_PROTOCOL=none",
)
# The command that git proposes for the repository of somebody else.
_SAFE: Final = expression(r"--add safe\.directory '?([^\n']+)")
# Bytes that are read to the end and dropped; beyond them it is faster to begin anew.
_DROPPED: Final = 1 << 20


class Failure(UsageError):
    """Git could not do what it was asked for in a folder; `said` is what it wrote about it.

    `reason` is its first line, short enough to be shown.
    """

    def __init__(self, said: str, folder: Path) -> None:
        self.said = said
        self.reason = shorten(said.strip().partition("\n")[0].removeprefix("fatal: "), 200)
        super().__init__(
            tr(
                "Git cannot read the repository of {path}: {reason}. `git fsck` tells what is damaged.",
                path=shorten(str(folder), 200),
                reason=self.reason,
            )
        )

    @property
    def trusted(self) -> str:
        """The folder that is to be called safe, where git says so; else nothing."""
        found = _SAFE.search(self.said)
        return found[1] if found else ""


def is_named() -> bool:
    """Whether the environment names the repository, as it does in hooks."""
    return "GIT_DIR" in os.environ


@dataclass(frozen=True, slots=True)
class Git:
    """The program, as it is run in a folder."""

    program: Path
    folder: Path

    @classmethod
    def find(cls, folder: Path) -> Git:
        """Git for what lies in a folder, or for the repository that the environment names.

        Raises:
            UsageError: there is none on the PATH.
        """
        program = search("git")
        if program is None:
            raise UsageError(
                tr("There is no `git` on the PATH, which reads revisions: install git.")
            )
        # A path in GIT_DIR counts from the current folder, and without GIT_WORK_TREE that is
        # where the files lie.
        return cls(program, Path.cwd() if is_named() else folder)

    def ask(self, *arguments: str, feed: bytes = b"") -> bytes:
        """What git answers.

        Raises:
            Failure: it says no.
            UsageError: it cannot be started.
        """
        answer, said, code = self.try_to_ask(*arguments, feed=feed)
        if code != 0:
            # One that the system ended says nothing.
            raise Failure(said.strip() or f"exit code {code}", self.folder)
        return answer

    def try_to_ask(self, *arguments: str, feed: bytes = b"") -> tuple[bytes, str, int]:
        """What git answers, what it says beside that, and its exit code.

        Raises:
            UsageError: it cannot be started.
        """
        with self.start(*arguments, errors=subprocess.PIPE) as process:
            answer, said = process.communicate(feed)
        return answer, said.decode("utf-8", "replace"), process.returncode

    def start(self, *arguments: str, errors: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Git at work, with pipes to and from it.

        Raises:
            UsageError: it cannot be started.
        """
        try:
            return subprocess.Popen(  # noqa: S603 - no shell, and revisions are never options
                [self.program, *arguments],
                cwd=self.folder,
                env=_environment(os.environ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError) as error:
            reason = why_refused(error)
            raise UsageError(tr("Git cannot be started: {reason}.", reason=reason)) from None


def _environment(values: Mapping[str, str]) -> dict[str, str]:
    # Variables such as GIT_GLOB_PATHSPECS change what paths mean.
    kept = {name: one for name, one in values.items() if not name.endswith("_PATHSPECS")}
    return kept | dict(line.split("=") for line in _SETTINGS)


class Lacking(Refused):
    """A repository names an object that it does not hold, as one that was cloned in part."""

    def __init__(self) -> None:
        super().__init__(
            tr("git does not hold it here: fetch what the clone left out, or clone anew")
        )


class Objects:
    """The objects of a repository, all of them through one process of git (`cat-file --batch`).

    Several threads may ask. It can be pickled: the other one starts a process of its own.
    """

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[Objects], tuple[Git]]:
        return Objects, (self._git,)

    def __del__(self) -> None:
        self._end()

    def read(self, name: str, most: int = -1) -> bytes:
        """The first bytes of an object, at most so many; all of them by default.

        Raises:
            Lacking: git does not hold it.
        """
        with self._lock:
            try:
                return self._read(name, most)
            except BaseException:
                # What is left in the pipes answers nobody's question.
                self._end()
                raise

    def close(self) -> None:
        """Ends the process of git; the next question starts another."""
        with self._lock:
            self._end()

    def _read(self, name: str, most: int) -> bytes:
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
        into, out = self._process.stdin, self._process.stdout
        assert into is not None and out is not None
        try:
            into.write(f"{name}\n".encode())
            into.flush()
        except OSError:
            raise Lacking from None
        # `<id> <type> <size>`; `<id> missing`; nothing where git gave up.
        head = out.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            raise Lacking
        size = int(head[2])
        wanted = size if most < 0 else min(size, most)
        data = _take(out, wanted)
        if size - wanted > _DROPPED:
            self._end()
        else:
            _take(out, size - wanted + 1)
        return data

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _take(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise Lacking
    return data
