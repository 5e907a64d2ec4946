"""Patterns over paths with forward slashes: the globs of the settings, and what git ignores.

Both are matched in steps that grow with the length of the path times that of the pattern: a
pattern comes with a repository, and none may keep a run busy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final

from cjmap.expressions import expression
from cjmap.records import dataclass

# What fits a pattern's part between two slashes. None stands for `**`: any number of parts.
_Part = re.Pattern[str] | None

# The signs of a part: an expression for each, None for a star; None for a part that nothing fits.
_Read = Callable[[str], Sequence[str | None] | None]

_SOME: Final = expression(".*", re.S)
_NEVER: Final = expression(r"(?!)")


def matches(name: str, pattern: str) -> bool:
    """Whether a path from the workspace's root fits a glob of the settings.

    `**` between slashes stands for any number of folders; `*` and `?` stay inside of one. A
    pattern also matches everything below what it names.
    """
    return _fit(name.split("/"), _parts(pattern))


def covers(name: str, patterns: tuple[str, ...], *, folder: bool = False) -> bool:
    """Whether git would ignore a path for patterns that stand in the workspace's root.

    What lies in an ignored folder is ignored whatever later patterns say.
    """
    ignores, names = _ignores(patterns), name.split("/")
    return any(
        ignores.verdict("/".join(names[:end]), folder=folder or end < len(names))
        for end in range(1, len(names) + 1)
    )


@cache
def _ignores(patterns: tuple[str, ...]) -> Ignores:
    return Ignores(patterns)


def leads_out(pattern: str) -> bool:
    """Whether a glob names what cannot lie below the folder that it counts from.

    A slash at its head only ties it to that folder.
    """
    pattern = pattern.removeprefix("!")
    depth = 0
    for part in pattern.replace("\\", "/").split("/"):
        depth += -1 if part == ".." else part not in ("", ".")
        if depth < 0:
            return True
    return re.match(r"[A-Za-z]:|\\\\|//|~/", pattern) is not None


def below(pattern: str, folder: str) -> str:
    """A glob of the settings that counts from a folder, counted from where that one counts from.

    An empty `folder` is the same place.
    """
    return f"{folder}/{pattern.strip('/')}" if folder else pattern


def ignored_below(pattern: str, folder: str) -> str:
    """The same of a pattern that git would ignore by: without a slash it fits at any depth."""
    if not folder or pattern.startswith("#"):
        return pattern
    sign = "!" if pattern.startswith("!") else ""
    bare = pattern.removeprefix("!")
    tied = "/" in bare.rstrip("/")
    place = re.sub(r"[\\*?\[]", r"\\\g<0>", folder)
    return f"{sign}/{place}/{'' if tied else '**/'}{bare.removeprefix('/')}"


@cache
def _parts(pattern: str) -> tuple[_Part, ...]:
    return (*_split(pattern.strip("/"), _read_glob), None)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line of a `.gitignore`; `ignores` is False for one that takes back what others say."""

    parts: tuple[_Part, ...]
    ignores: bool
    folders: bool


class Pattern:
    """A glob of the command line, entered folder by folder; sets are `[a-z]`.

    A place in the tree is known by the numbers of the parts that may come next.
    """

    def __init__(self, written: str) -> None:
        self._parts = _split(written.strip("/"), _read_git_glob)
        # Hidden ones must be asked for.
        self._hidden = [part.startswith(".") for part in written.strip("/").split("/")]
        self.start: frozenset[int] = self._close({0})

    def enter(self, places: frozenset[int], name: str) -> frozenset[int]:
        """The places inside what is called so."""
        hidden = name.startswith(".")
        inside = set()
        for place in places - {len(self._parts)}:
            part = self._parts[place]
            if part is None:
                inside |= set() if hidden else {place}
            elif part.fullmatch(name) and (not hidden or self._asks_hidden(place)):
                inside.add(place + 1)
        return self._close(inside)

    def _asks_hidden(self, place: int) -> bool:
        return place < len(self._hidden) and self._hidden[place]

    def ends(self, places: frozenset[int]) -> bool:
        """Whether the whole glob fits."""
        return len(self._parts) in places

    def goes_on(self, places: frozenset[int]) -> bool:
        """Whether something further in may fit."""
        return bool(places - {len(self._parts)})

    def _close(self, places: set[int]) -> frozenset[int]:
        # `**` stands for no folder as well.
        for place in range(len(self._parts)):
            if place in places and self._parts[place] is None:
                places.add(place + 1)
        return frozenset(places)


def is_glob(text: str) -> bool:
    """Whether an argument is a pattern rather than a path."""
    return any(sign in text for sign in "*?[")


class Ignores:
    """What a text in the form of `.gitignore` says of the paths below its folder."""

    def __init__(self, lines: Iterable[str]) -> None:
        rules = [rule for line in lines if (rule := _read_rule(line)) is not None]
        # The last that fits is the one that holds.
        self._rules = tuple(reversed(rules))

    def verdict(self, name: str, *, folder: bool) -> bool | None:
        """Whether a path from there is ignored; None where no line speaks of it."""
        names = name.split("/")
        for rule in self._rules:
            if (folder or not rule.folders) and _fit(names, rule.parts):
                return rule.ignores
        return None


def _read_rule(line: str) -> _Rule | None:
    """What a line says; None for an empty one and a comment."""
    text = _strip(line)
    ignores = not text.startswith("!")
    pattern = text if ignores else text[1:]
    if not pattern.strip("/") or text.startswith("#"):
        return None
    folders = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    parts = _split(pattern.removeprefix("/"), _read_git_glob)
    # Without a slash, but for one at its end, it speaks of every folder.
    return _Rule(parts if "/" in pattern else (None, *parts), ignores, folders)


def _strip(line: str) -> str:
    """A line without the blanks at its end, but for one behind a backslash."""
    text = line.rstrip("\r\n").rstrip(" ")
    backslashes = len(text) - len(text.rstrip("\\"))
    return f"{text} " if backslashes % 2 and len(text) < len(line.rstrip("\r\n")) else text


def _split(pattern: str, read: _Read) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    for written in pattern.split("/"):
        if written != "**":
            parts.append(_compile(read(written)))
        elif not parts or parts[-1] is not None:
            # Two of them in a row say no more than one.
            parts.append(None)
    # What ends in `/**` names what lies below a folder, and not the folder.
    return (*parts, _SOME) if parts[-1] is None and len(parts) > 1 else tuple(parts)


def _compile(signs: Sequence[str | None] | None) -> re.Pattern[str]:
    """The expression for one part of a path, from those for its signs; None is a star.

    Behind a star the first place that fits is as good as any other, so none is tried again
    (`(?>…)`): what remains is linear.
    """
    if signs is None:
        return _NEVER
    between = [""]
    for sign in signs:
        if sign is None:
            between.append("")
        else:
            between[-1] += sign
    first, *rest = between
    if not rest:
        return re.compile(first, re.S)
    *middle, last = rest
    skipped = "".join(f"(?>.*?{piece})" for piece in middle if piece)
    return re.compile(f"{first}{skipped}.*{last}", re.S)


def _read_glob(part: str) -> list[str | None]:
    meanings = {"*": None, "?": "."}
    return [meanings.get(char, re.escape(char)) for char in part]


_SIGN: Final = expression(
    r"(?P<star>\*)|(?P<any>\?)|\[(?P<not>[!^]?)(?P<set>\]?(?:\\.|[^\\\]])*)\]|\\(?P<escaped>.)"
    r"|(?P<plain>.)",
    re.S,
)


def _read_git_glob(part: str) -> list[str | None] | None:
    """The signs of one part as git has them; None where nothing can fit it."""
    signs: list[str | None] = []
    for found in _SIGN.finditer(part):
        kind = found.lastgroup
        if kind == "star":
            signs.append(None)
        elif found["any"] is not None:
            signs.append(".")
        elif kind == "set":
            one = _read_set(found["not"], found["set"])
            if one is None:
                return None
            signs.append(one)
        elif found[0] in ("\\", "["):
            # A backslash with nothing behind it, a set that is not closed.
            return None
        else:
            signs.append(re.escape(found["escaped"] or found[0]))
    return signs


def _read_set(sign: str, inside: str) -> str | None:
    """One character out of some, such as `[a-z]`, or `[!a-z]`."""
    if inside.startswith("]"):
        inside = "\\" + inside
    inside = inside.replace("[", "\\[").replace("^", "\\^")
    expression = f"[{'^' if sign else ''}{inside}]"
    try:
        re.compile(expression)
    except re.error:
        return None
    return expression


def _fit(names: Sequence[str], parts: Sequence[_Part]) -> bool:
    """Whether the parts of a path fit those of a pattern.

    Behind a `**` the first place that fits is as good as any other, as behind a star.
    """
    at = part = 0
    again: tuple[int, int] | None = None
    while at < len(names):
        expression = parts[part] if part < len(parts) else _NEVER
        if expression is None:
            part += 1
            again = (at, part)
        elif expression.fullmatch(names[at]):
            at, part = at + 1, part + 1
        elif again is None:
            return False
        else:
            at, part = again[0] + 1, again[1]
            again = (at, part)
    return all(rest is None for rest in parts[part:])
