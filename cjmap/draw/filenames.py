"""What the files are called that pictures and pages are written to.

A name is one that every system takes: no line break, nothing that acts on a terminal, no device
of Windows, not too long. No two of one run differ in capitals or in the spelling of accents alone.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final
from unicodedata import normalize

from cjmap.expressions import expression

INDEX_NAME: Final = "index"

_NAMELESS: Final = "map"
# A folder of this name tells no map from another.
_SAYS_NOTHING: Final = "maps"
# Names that Windows keeps for devices, whatever stands behind a dot.
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
# What no name may hold on one system or another.
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
# Bytes in UTF-8. Systems take 255, some file systems 143, and an ending and a number follow.
_LONGEST: Final = 100
_SUFFIXES: Final = expression(r"(\.journey)?\.ya?ml$")


def name_pages(paths: Mapping[Path, str]) -> dict[Path, str]:
    """A file name for each map's page, from its path in the workspace.

    It depends on nothing else, so that links to a page last: what the map is called, and which
    others there are, makes no difference. `shop/coat.journey.yaml` is `shop.coat.html`,
    `coat/coat.journey.yaml` and `maps/coat.journey.yaml` are `coat.html`; none takes the index's
    name.
    """
    names = {file: _page_name(path) for file, path in paths.items()}
    counts = Counter(map(_key, names.values()))
    return {
        file: f"{name if counts[_key(name)] == 1 else f'{name}-{_mark(paths[file])}'}.html"
        for file, name in names.items()
    }


def _page_name(path: str) -> str:
    *above, last = _SUFFIXES.sub("", path).split("/")
    folders = [folder for folder in above if folder != _SAYS_NOTHING]
    if folders and folders[-1] == last:
        folders.pop()
    name = clean(".".join(map(clean, (*folders, last))))
    return f"{name}-{_NAMELESS}" if _key(name) == INDEX_NAME else name


def _mark(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def name_pictures(maps: Sequence[Path]) -> dict[Path, str]:
    """A path below one folder for each map's pictures, without their endings: the map's own name.

    Maps of one name keep their folders, from the one on that all have in common.
    """
    stems = {file: _stem(file) for file in maps}
    counts = Counter(map(_key, stems.values()))
    common = Path(os.path.commonpath([file.parent for file in maps]))
    taken: set[str] = set()
    names = {}
    for file, stem in stems.items():
        folders = file.parent.relative_to(common).parts if counts[_key(stem)] > 1 else ()
        names[file] = _choose(taken, "/".join([*map(clean, folders), stem]))
    return names


def name_titles(titles: Sequence[str]) -> list[str]:
    """A file name without its ending for each of several texts, in their order."""
    taken: set[str] = set()
    return [_choose(taken, clean(title)) for title in titles]


def clean(text: str) -> str:
    """A text as the name of a file or folder, without its ending; what no system takes is `-`."""
    kept = "".join(_clean_one(char) for char in normalize("NFC", text))
    name = kept.lstrip(" .-").rstrip(" .") or _NAMELESS
    if name.partition(".")[0].strip().casefold() in _RESERVED:
        name = f"{name.partition('.')[0].strip()}-map"
    return _cut(name)


def _clean_one(char: str) -> str:
    return char if char.isprintable() and char not in _FORBIDDEN else "-"


def _cut(name: str) -> str:
    """A long name's beginning, and a sum of the whole, by which it differs from others."""
    data = name.encode("utf-8")
    if len(data) <= _LONGEST:
        return name
    mark = f"-{_mark(name)}"
    return data[: _LONGEST - len(mark)].decode("utf-8", "ignore").rstrip(" .-") + mark


def _stem(file: Path) -> str:
    """A map's file name without what says that it is one."""
    return clean(_SUFFIXES.sub("", file.name))


def _choose(taken: set[str], name: str) -> str:
    """The name, with a number where it is taken; it is taken from now on."""
    number = 2
    chosen = name
    while _key(chosen) in taken:
        chosen = f"{name}-{number}"
        number += 1
    taken.add(_key(chosen))
    return chosen


def _key(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())
