"""Files of a project written in one way: what each would hold, worked out on several cores."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from cjmap.check.sharing import count_jobs, share, split, sweep
from cjmap.findings.source import Source
from cjmap.formatting.formatting import format_source
from cjmap.messages import Message
from cjmap.project.project import Origin, Project
from cjmap.records import dataclass

# Codes of what keeps a file from being read as a map, and from being written anew.
UNREADABLE: Final = frozenset("CJ001 CJ002 CJ003 CJ004 CJ005 CJ006 CJ007 CJ018 CJ020".split())

_BATCH: Final = 25
_WORTH: Final = 4


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a file: `before` and `after` where it is to change, else None.

    `refused` says why it stays although it can be read; `unread` that it cannot be.
    """

    file: Path
    name: str
    before: bytes = b""
    after: bytes | None = None
    refused: Message | None = None
    unread: bool = False

    @property
    def failed(self) -> bool:
        return self.unread or self.refused is not None


def format_files(
    project: Project,
    files: Iterable[Path],
    *,
    jobs: int | None = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Result]:
    """What comes of each file, in their order; nothing is written.

    `jobs` is how many processes share the work; None: one a core, where there is enough of it.
    """
    named = sorted(set(files))
    batches = split(named, _BATCH)
    done = 0
    work = partial(_format_batch, project)
    remake = partial(_remake, project.origin)
    for results in share(work, remake, batches, count_jobs(jobs, len(batches), _WORTH)):
        done += len(results)
        if progress is not None:
            progress(done, len(named))
        yield from results


def _remake(origin: Origin) -> Callable[[list[Path]], list[Result]]:
    return partial(_format_batch, Project.from_origin(origin))


def _format_batch(project: Project, files: list[Path]) -> list[Result]:
    results = [_format_file(project, file) for file in files]
    sweep()
    return results


def _format_file(project: Project, file: Path) -> Result:
    source, unreadable = project.text_of(file)
    home = project.workspace(file)
    if unreadable is not None or not home.suits:
        return Result(file, source.file, unread=True)
    found = format_source(source, home.settings.limits)
    if found.text is None:
        return Result(file, source.file, refused=found.reason, unread=found.reason is None)
    if found.text == source.text:
        return Result(file, source.file)
    return Result(file, source.file, _bytes(source, source.text), _bytes(source, found.text))


def _bytes(source: Source, text: str) -> bytes:
    """A text as its file holds it: with the byte order mark that it had."""
    return (codecs.BOM_UTF8 if source.marked else b"") + text.encode("utf-8")
