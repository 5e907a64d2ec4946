"""Files of a project written in one way: what each would hold, worked out on several cores."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.findings.source import Source
from cjmap.formatting.formatting import format_source
from cjmap.formatting.spreading import spread
from cjmap.messages import Message
from cjmap.project.project import Project
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.formatting.identifying import Surroundings

# Codes of what keeps a file from being read as a map, and from being written anew.
UNREADABLE: Final = frozenset("CJ001 CJ002 CJ003 CJ004 CJ005 CJ006 CJ007 CJ018 CJ020".split())
# And from being understood as a whole, which ids ask for.
READING: Final = UNREADABLE.union(f"CJ{number:03}" for number in range(8, 20))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a file: `before` and `after` where it is to change, else None.

    `refused` says why it stays although it can be read; `unread` that it cannot be. `kept` are the
    things in it that are referred to and have no id, by their names, and why.
    """

    file: Path
    name: str
    before: bytes = b""
    after: bytes | None = None
    refused: Message | None = None
    unread: bool = False
    kept: tuple[tuple[str, Message], ...] = ()

    @property
    def failed(self) -> bool:
        return self.unread or self.refused is not None


def format_files(
    project: Project,
    files: Iterable[Path],
    *,
    ids: bool = False,
    jobs: int | None = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Result]:
    """What comes of each file, in their order; nothing is written.

    `ids` writes ids for what is referred to, within a file and among those of its workspace.
    `jobs` is how many processes share the work; None: one a core, where there is enough of it.
    """
    named = sorted(set(files))
    if ids:
        # Imported late: what is only written anew need not be understood.
        from cjmap.formatting.surroundings import look_around

        around = look_around(project, named, jobs)
        results = spread(project, _identify_all, [(file, around[file]) for file in named], jobs)
    else:
        results = spread(project, _format_all, named, jobs)
    for done, result in enumerate(results, 1):
        if progress is not None:
            progress(done, len(named))
        yield result


def _format_all(project: Project, files: list[Path]) -> list[Result]:
    return [_format_file(project, file) for file in files]


def _format_file(project: Project, file: Path) -> Result:
    source, unreadable = project.text_of(file)
    if unreadable is not None or not _is_governed(project, file):
        return Result(file, source.file, unread=True)
    return _format(project, file, source, source)


def _is_governed(project: Project, file: Path) -> bool:
    """Whether the settings of a file hold: with others, what they leave out is not known."""
    home = project.workspace(file)
    return home.suits and home.is_sound


def _format(project: Project, file: Path, old: Source, source: Source) -> Result:
    """What comes of a file whose text is one, and was another before it got ids."""
    found = format_source(source, project.workspace(file).settings.limits)
    if found.text is None:
        return Result(file, old.file, refused=found.reason, unread=found.reason is None)
    if found.text == old.text:
        return Result(file, old.file)
    return Result(file, old.file, _bytes(old, old.text), _bytes(old, found.text))


def _identify_all(project: Project, orders: list[tuple[Path, Surroundings]]) -> list[Result]:
    from cjmap.formatting.ids import open_session, write_ids

    session = open_session(project)
    results = []
    for file, around in orders:
        if not _is_governed(project, file):
            results.append(Result(file, project.text_of(file)[0].file, unread=True))
            continue
        found = write_ids(session, file, around)
        old = session.document(file).source
        if found.source is None or found.plan is None:
            unread = found.reason is None
            results.append(Result(file, old.file, refused=found.reason, unread=unread))
            continue
        result = _format(project, file, old, found.source)
        results.append(replace(result, kept=found.plan.kept))
    session.release()
    return results


def _bytes(source: Source, text: str) -> bytes:
    """A text as its file holds it: with the byte order mark that it had."""
    return (codecs.BOM_UTF8 if source.marked else b"") + text.encode("utf-8")
