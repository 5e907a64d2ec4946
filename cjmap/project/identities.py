"""The ids of maps as their texts show them, so that a run over few maps need not read all in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.expressions import expression
from cjmap.languages.keys import words_for
from cjmap.loading.naming import map_id
from cjmap.sieve.grammar import MODELS
from cjmap.text.slugs import slug

if TYPE_CHECKING:
    from cjmap.project.project import Project

# A key at the head of a line whose value is a plain word: what a map is called by others.
_ID: Final = expression(r"^id:[ \t]+([a-z0-9][a-z0-9-]*)[ \t]*(?:#.*)?$", re.M)
# What stands at the head of a line and is no item of a list. A pattern that begins with a
# character is looked for much faster than one that begins with a place: every map is looked through.
_HEAD: Final = expression(r"\n([^\s#-][^\r\n]*)")
# Ends of lines to YAML alone, of which one may be half of another.
_ENDS: Final = ("\x85", "\u2028", "\u2029")
_LONE: Final = expression(r"\r(?!\n)")
_KEY: Final = "id"
_PLAIN: Final = expression(r"[^\W\d_][\w-]*")
_SHORT: Final = 4
_KEYS: Final = frozenset(MODELS["Journey"][0])
_OWN: Final = "x-"
# What is no mapping that begins at the head of lines, so that its keys stand anywhere.
_OTHERWISE: Final = expression(
    r"\A\ufeff?(?:[ \t]*(?:#.*|---.*|%.*)?\r?\n)*(?:---)?[ \t]*[{\[\"'&!?|>\t ]"
)
# A text or a list that is not closed on its line: what follows may stand at the head of lines.
_OPEN: Final = expression(r"(?:^|[:\-,\[{]) +(?:\"[^\"]*|'[^']*|[\[{][^\]}]*)$", re.M)
_NULL: Final = "null"


def written_id(text: str) -> str | None:
    """The id that a map's text writes, None where it writes none.

    Raises:
        LookupError: it cannot be told from looking at the text's lines.
    """
    if _OTHERWISE.match(text) or _has_other_ends(text):
        raise LookupError
    found = [*_find_ids(text)]
    if found and _OPEN.search(text, 0, found[-1]):
        raise LookupError
    if not found:
        return None
    plain = _ID.match(text, found[0])
    if len(found) > 1 or plain is None or plain[1] == _NULL:
        raise LookupError
    return plain[1]


def _has_other_ends(text: str) -> bool:
    """Whether lines end in it by what only YAML takes for an end."""
    return any(end in text for end in _ENDS) or ("\r" in text and _LONE.search(text) is not None)


def _find_ids(text: str) -> Iterator[int]:
    """Where lines begin that have the key `id`.

    Raises:
        LookupError: a key is none of a map's as it stands there, and may mean `id`: in quotes,
            with an anchor, in another language.
    """
    for head in _HEAD.finditer(f"\n{text}"):
        key = head[1].lstrip("\ufeff").partition(":")[0].rstrip()
        if key == _KEY:
            # One character less stands before it in the text itself.
            yield head.start()
        elif key not in _KEYS and not key.startswith(_OWN) and _may_mean_id(key):
            raise LookupError


def _may_mean_id(key: str) -> bool:
    """Whether an unknown key may be `id` otherwise written; `stagse` is not, whatever it is.

    A slip of the pen leaves it short; a word for it may be of any language.
    """
    if len(key) <= _SHORT or not _PLAIN.fullmatch(key):
        return True
    return slug(key) in words_for(_KEY)


def find_rivals(project: Project, files: Iterable[Path], named: Iterable[Path]) -> tuple[Path, ...]:
    """The maps that may have the id of another, where at least one of the two is named.

    `files` are those that know one another, the named ones included.
    """
    called: dict[str, list[Path]] = {}
    written: set[str] = set()
    for file in files:
        if not project.workspace(file).is_library(file):
            own = _id_of(project, file)
            written |= {own} if own is not None else set()
            called.setdefault(own or map_id(file), []).append(file)
    asked = set(named)
    groups = (
        group
        for name, group in called.items()
        # What two file names alone have in common is told apart by their folders.
        if len(group) > 1 and name in written and not asked.isdisjoint(group)
    )
    return tuple(sorted(file for group in groups for file in group))


def _id_of(project: Project, file: Path) -> str | None:
    text = project.peek(file)
    if text is None:
        return None
    try:
        return written_id(text)
    except LookupError:
        journey = project.document(file).journey
        project.release((file,))
        return journey.id if journey is not None else None
