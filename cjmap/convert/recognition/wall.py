"""The wall of a workbook of ours, which is drawn from its lists: what somebody changed on it by hand.

Marks of its lines stand in the workbook. A line that has another mark now was changed; where the lists
still say what it was made of, word for word, they take over what it says instead, and all else is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from cjmap.convert.drafts import Fate, Remark
from cjmap.convert.marks import Marks, lines_of, mark
from cjmap.convert.recognition.building import Builder
from cjmap.convert.recognition.cells import plain_text
from cjmap.convert.recognition.heading import JOURNEY_KEYS, Headings
from cjmap.convert.recognition.pieces import Values
from cjmap.convert.tables import Cell, Table
from cjmap.findings import Path
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.text.slugs import slug

HEAD: Final = 3
"""The row of the wall that names the stages; the first one is the title."""

# What may stand behind a text on the wall, and before it.
_BESIDE: Final = " · "
_BEHIND: Final = (_BESIDE, " (", "”")
_BEFORE: Final = ("", "“")
# Lanes of texts that stand at the stage or at its touchpoints; of things, and of words alone.
_THINGS: Final = frozenset(("pains", "gains", "opportunities"))
_WORDS: Final = frozenset("does expects frontstage backstage support physical_evidence".split())
_SAID: Final = frozenset(("thoughts", "quote"))
_OF_STAGES: Final = frozenset(("goal", "owner"))


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of the map: what holds it, under which key or number, and where that stands."""

    holder: Any
    key: str | int
    path: Path

    @property
    def text(self) -> str:
        return " ".join(str(self.holder[self.key]).split())


def read_wall(table: Table, marks: Marks, builder: Builder, headings: Headings) -> None:
    """Takes what was changed on the wall since it was drawn, or tells that it is not taken over."""
    now = [_marks_of(row) for row in table.rows]
    rows = _aligned([row[0] for row in marks], [row[0] for row in now])
    head = next((at for at, before in rows.items() if before == HEAD), None)
    columns = {0: 0} if head is None else _aligned(marks[HEAD], now[head])
    wall = _Wall(marks, builder, headings)
    for number, row in enumerate(table.rows):
        lane = plain_text(row[0].text)
        for column, cell in enumerate(row):
            if (cell.row, cell.column) == (number, column):
                wall.read(cell, lane, rows.get(number), columns.get(column))
    gone = len(marks) - len(set(rows.values()))
    gone += len(marks[min(HEAD, len(marks) - 1)]) - len(set(columns.values()))
    if gone > 0:
        note = tr(
            "Rows or columns are gone from it, and the other sheets still have what these said."
        )
        spot = table.rows[0][0].spot if table.rows else None
        if spot is not None:
            builder.remarks.append(Remark(Fate.UNKNOWN, table.title, spot, (), note))


def _without(signs: Sequence[str], gone: Sequence[str]) -> list[str]:
    """Marks in their order, without others, each as often as it stands there."""
    left = list(gone)
    found = []
    for sign in signs:
        if sign in left:
            left.remove(sign)
        else:
            found.append(sign)
    return found


def _marks_of(row: Sequence[Cell]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(mark, lines_of(cell.text))) for cell in row)


def _aligned(before: Sequence[tuple[str, ...]], now: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Which place of a row or a column was which, by what stands at its head."""
    found: dict[int, int] = {}
    for kind, first, last, here, end in SequenceMatcher(
        None, before, now, autojunk=False
    ).get_opcodes():
        if kind == "equal" or (kind == "replace" and last - first == end - here):
            found.update(zip(range(here, end), range(first, last), strict=True))
    return found


class _Wall:
    """A wall that is being read."""

    def __init__(self, marks: Marks, builder: Builder, headings: Headings) -> None:
        self._marks = marks
        self._builder = builder
        self._headings = headings
        stages = builder.values.get("stages") or []
        self._stages: dict[str, tuple[Values, Path]] = {
            mark(" ".join(str(stage["name"]).split())): (stage, ("stages", number))
            for number, stage in enumerate(stages)
        }

    def read(self, cell: Cell, lane: str, row: int | None, column: int | None) -> None:
        """Reads a cell; `row` and `column` are where it stood, None for what is new."""
        lines = lines_of(cell.text)
        before = self._before(row, column)
        left = list(before)
        changed = []
        kept = []
        for line in lines:
            sign = mark(line)
            if sign in left:
                left.remove(sign)
                kept.append(sign)
            else:
                changed.append(line)
        if kept != _without(before, left):
            note = tr("The order was changed here, and the other sheets still have it as it was.")
            self._tell(cell.text.strip(), cell, note)
        said = [*self._said(lane, row, column)] if changed else []
        rest = [line for line in changed if not self._replace(line, said, left, cell)]
        for line in rest:
            if left or not self._add(line, lane, row, column, cell):
                note = tr("This sheet is drawn from the others, and they do not say it.")
                self._tell(line, cell, note)
        if len(left) > len(rest):
            note = tr("Something was taken away here, and the other sheets still have it.")
            self._tell(cell.text.strip(), cell, note)

    def _before(self, row: int | None, column: int | None) -> tuple[str, ...]:
        if row is None or column is None:
            return ()
        cells = self._marks[row]
        return cells[column] if column < len(cells) else ()

    def _tell(self, text: str, cell: Cell, note: Message) -> None:
        self._builder.remarks.append(Remark(Fate.UNKNOWN, text, cell.spot, (), note))

    def _stage(self, column: int | None) -> tuple[Values, Path] | None:
        """The stage of a column."""
        named = self._before(HEAD, column) if column else ()
        return self._stages.get(named[0]) if len(named) == 1 else None

    # -- texts of the map -------------------------------------------------------------------------

    def _said(self, lane: str, row: int | None, column: int | None) -> Iterator[_Said]:
        """The texts of the map that a cell may show."""
        if row == 0 and column == 0 and "title" in self._builder.values:
            yield _Said(self._builder.values, "title", ("title",))
        found = self._stage(column)
        if found is None:
            return
        stage, path = found
        if row == HEAD:
            yield _Said(stage, "name", (*path, "name"))
            return
        key = self._headings.read(lane, JOURNEY_KEYS).key
        if key in _OF_STAGES and key in stage:
            yield _Said(stage, key, (*path, key))
        places = [(stage, path)]
        for number, touchpoint in enumerate(stage.get("touchpoints") or ()):
            where = (*path, "touchpoints", number)
            places.append((touchpoint, where))
            if key == "touchpoints":
                yield _Said(touchpoint, "name", (*where, "name"))
        own = [
            str(one.get("id") or slug(lane))
            for one in self._builder.values.get("lanes") or ()
            if one.get("name") == lane
        ]
        for values, where in places:
            yield from _listed(values, where, key)
            for name in own:
                yield from _listed(values.get("lanes") or {}, (*where, "lanes"), name)

    def _replace(self, line: str, said: list[_Said], left: list[str], cell: Cell) -> bool:
        """Takes a line that says in place of one text of the map another, and nothing else anew."""
        found = [(one, sign, new) for one in said for sign, new in _readings(line, one.text, left)]
        if len({(one.path, new) for one, _, new in found}) != 1:
            return False
        one, sign, new = found[0]
        if one.key == "name":
            self._keep_references(one)
        one.holder[one.key] = new
        left.remove(sign)
        self._builder.remarks.append(Remark(Fate.TAKEN, line, cell.spot, one.path))
        return True

    def _keep_references(self, one: _Said) -> None:
        """Lets what is called anew be found by what refers to it."""
        old = slug(one.text)
        if "id" not in one.holder and refers(self._builder.values, old):
            one.holder["id"] = old

    def _add(self, line: str, lane: str, row: int | None, column: int | None, cell: Cell) -> bool:
        """Takes a line that stands beside those which are as they were: one more of its lane."""
        found = self._stage(column)
        key = self._headings.read(lane, JOURNEY_KEYS).key
        said, *beside = line.split(_BESIDE)
        if found is None or row is None or row == HEAD or (beside and key != "touchpoints"):
            return False
        if key not in (*_THINGS, "touchpoints"):
            return False
        stage, path = found
        listed = stage.setdefault(key, [])
        thing = {"name" if key == "touchpoints" else "text": said}
        listed.append({**thing, "channel": beside} if beside else thing)
        where = (*path, key, len(listed) - 1)
        self._builder.remarks.append(Remark(Fate.TAKEN, line, cell.spot, where))
        return True


def _listed(values: Values, path: Path, key: str) -> Iterator[_Said]:
    """The texts that a stage or a touchpoint lists by a key."""
    key = "expectations" if key == "expects" and len(path) == 2 else key
    if path[-1:] != ("lanes",) and key not in (*_THINGS, *_WORDS, *_SAID, "expectations"):
        return
    listed = values.get(key)
    for number, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict) and isinstance(one.get("text"), str):
            yield _Said(one, "text", (*path, key, number))
        elif isinstance(one, str):
            yield _Said(listed, number, (*path, key, number))


def _readings(line: str, text: str, left: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The marks of lines that are gone and said a text where a line says another, and what that is."""
    ends = {len(line)}
    for sign in _BEHIND:
        at = line.find(sign)
        while at > 0:
            ends.add(at)
            at = line.find(sign, at + 1)
    for before in _BEFORE:
        if not line.startswith(before):
            continue
        for end in sorted(ends):
            new = line[len(before) : end]
            sign = mark(f"{before}{text}{line[end:]}")
            if new and sign in left:
                yield sign, new


def refers(value: object, word: str) -> bool:
    """Whether a text, or a key, in what a map says is a word."""
    if isinstance(value, dict):
        return word in value or any(refers(one, word) for one in value.values())
    if isinstance(value, list):
        return any(refers(one, word) for one in value)
    return value == word
