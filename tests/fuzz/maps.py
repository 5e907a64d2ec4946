"""Maps that validate and that nobody would write: pieces of whole ones, with texts that break things."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from cjmap.check import validating
from cjmap.findings import Severity
from cjmap.project import Project
from tests.fuzz.writing import write
from tests.model.schema import maps

ROOT: Final = Path(__file__).parents[2]
TODAY: Final = datetime.date(2026, 11, 21)
BASES: Final = [
    file
    for file in sorted(
        [
            ROOT / "tests/surface/maps/full.journey.yaml",
            *(ROOT / "examples").glob("[!b]*/*.journey.yaml"),
            *(ROOT / "tests/nasty").glob("*.journey.yaml"),
        ]
    )
    if file.stat().st_size < 20_000
]

TEXTS: Final = (
    *("=1+1", "@SUM(A1)", "-2+3", "+1", "\t=1+1", "=cmd|' /C calc'!A0", ";=1", "'=1", "\uff1d1+1"),
    *("::error::x", " ::stop-commands::z", "##[error]a", "##vso[task.x]b", "##teamcity[c d='e']"),
    *("<script>alert(1)</script>", "</style><b>", "]]>", "-->", "<!--", "&amp;&#0;&lt;", "<?x?>"),
    *(
        "javascript:alert(1)",
        "[a](javascript:b)",
        "![x](http://a.b/c)",
        "@everyone #1",
        "```",
        "~~~",
    ),
    *(
        "a | b",
        "|",
        "---",
        "# h",
        "> q",
        "1. x",
        "- [ ] y",
        "$$x$$",
        "{{7*7}}",
        "{% x %}",
        "%%{init",
    ),
    *(
        "a; b: c, d",
        "title x",
        "section y",
        "\\N",
        "\\",
        "a\\",
        '"',
        "'",
        '""',
        "“”",
        "`a`",
        "a\\lb\\r",
    ),
    *(
        "null",
        "yes",
        "1e3",
        "2026-01-01",
        "~",
        "0x1F",
        "1:30",
        "-",
        "?",
        "!",
        "&a",
        "*a",
        "%",
        "..",
        "/",
    ),
    *(
        "a\nb",
        "a\n\nb\n",
        "\n",
        "a\r\nb",
        "a\tb",
        "a\u2028b",
        "a\u0085b",
        "\u00a0",
        "\u200b",
        "\ufeff",
    ),
    *(
        "\u202eabc",
        "\u2066a",
        "a\u2069",
        "\u061c",
        "שלום",
        "مرحبا (1)",
        "สวัสดี",
        "買い物をする人",
        "Straße",
    ),
    *(
        "👩\u200d👧",
        "🇪🇸",
        "e\u0301\u0302\u0303" * 5,
        "\ufdd0",
        "\U000e0041",
        "ﬁ",
        "İ",
        "\U0001d54f",
        "𐤀",
    ),
    *("w" * 150, "Donaudampfschifffahrt" * 4, "a " * 120, "CON", "a/b", "../x", "%2e%2e", "x" * 40),
    *("\x00", "\x1b[31mx", "\x07", "\x9b1m", "\x7f", "\ufffe", "\uffff", "\ud800"),
)
"""What means something to a reader of some output, or is written in an unusual way."""


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths to all that stands in a map."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*path, step))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


FEW: Final = (1, 1, 1, 2, 2, 4)


class Maker:
    """Makes maps, the same ones for the same number."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self._bases = [maps.resolve(maps.data(file)) for file in BASES]
        self.made = self.refused = 0

    def text(self) -> str:
        """A text, or several one behind another."""
        return "".join(self.random.choices(TEXTS, k=self.random.choice((1, 1, 2, 3))))

    def change(self, data: Any) -> None:
        """Takes something out, writes another text, or says something twice."""
        path = self.random.choice(list(places(data)))
        place, step, what = at(data, path[:-1]), path[-1], self.random.random()
        if what < 0.25 and path != ("title",):
            del place[step]
        elif what < 0.35 and isinstance(place, list):
            place.insert(self.random.randrange(len(place) + 1), copy.deepcopy(at(place, path[-1:])))
        elif what < 0.45 and isinstance(place[step], list):
            self.random.shuffle(place[step])
        elif isinstance(place[step], str):
            old = place[step]
            place[step] = self.text() if self.random.random() < 0.7 else f"{old} {self.text()}"

    def small(self, data: Any) -> None:
        """Leaves a few stages and touchpoints, mostly one or two: many maps, not large ones, are wanted."""
        stages = data.get("stages")
        if isinstance(stages, list):
            del stages[self.random.choice(FEW) :]
            for stage in stages:
                if isinstance(stage, dict) and isinstance(stage.get("touchpoints"), list):
                    first = self.random.randrange(max(len(stage["touchpoints"]), 1))
                    stage["touchpoints"] = stage["touchpoints"][first:][: self.random.choice(FEW)]

    def states(self, count: int) -> list[bytes]:
        """Maps of which two are always later states of the one before them, mostly written alike."""
        made: list[bytes] = []
        for number in range(count):
            if number % 3 == 0:
                first, way = None, self.random.random()
            elif self.random.random() < 0.1:
                way = self.random.random()
            data, text = self._map(f"m{number}", way, first)
            first = first or data
            made.append(text)
        return made

    def map(self, name: str = "a") -> bytes:
        """A map without errors: what is one is taken out, until none is left."""
        return self._map(name, self.random.random())[1]

    def _map(self, name: str, way: float, earlier: Any = None) -> tuple[Any, bytes]:
        """Its data and its text; the same `way` writes all alike.

        Where there is an `earlier` state of it, little is otherwise.
        """
        while True:
            if earlier:
                data = copy.deepcopy(earlier)
            else:
                data = copy.deepcopy(self.random.choice(self._bases))
                self.small(data)
            for _ in range(self.random.randint(1, 4) if earlier else self.random.randint(0, 25)):
                self.change(data)
            data["id"] = name
            for _ in range(5):
                text = write(data, Random(way))
                wrong = errors(text)
                if not wrong:
                    self.made += 1
                    return data, text
                for path in sorted(wrong, key=len, reverse=True):
                    drop(data, path)
            self.refused += 1
            # Not every way writes every text.
            way = self.random.random()


def drop(data: Any, path: tuple[str | int, ...]) -> None:
    """Takes out what stands at a path, or as near above as there is something."""
    for length in range(len(path), 0, -1):
        try:
            place = at(data, path[: length - 1])
            del place[path[length - 1]]
        except (LookupError, TypeError):
            continue
        return


def errors(text: bytes) -> list[tuple[str | int, ...]]:
    """Where a map has errors."""
    file = Path("/map/a.journey.yaml")
    project = Project()
    project.overlay(file, text)
    found = validating.validate(project, [file], TODAY).findings
    return [tuple(one.path or ()) for one in found if one.severity is Severity.ERROR]
