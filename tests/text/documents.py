"""YAML documents of every style, with comments wherever YAML allows one; and their plain data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.text.edit_model import Plain

TEXTS = st.one_of(
    st.sampled_from(
        [
            *("", "no", "Null", "~", "12", "0x1F", "1e3", "-", "- a", "a: b", "a #b", "a#b", "#a"),
            *("12:30", "2026-03-31", "[a", "a, b", "a]", "{", "*a", "&a", "!a", "|", "> b", "?a"),
            *("it's", 'say "hi"', "back\\slash", "é 😡", " lead", "trail ", "a:", ":a", "%a", "@a"),
            *("two\nlines", "ends\n", "ends\n\n", "\nbegins", "a\n\nb\n", "  in\nout", "tab\there"),
            *("x\n  deeper\nx", "# no\n# comment", "a\n \nb", "cr\rlf", "---", "...", "a:?b", "<<"),
            "a long text that goes on and on, and says the same again, " * 3,
        ]
    ),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff")
    ),
)
SINGLES = st.one_of(
    TEXTS, st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(), st.none(),
)  # fmt: skip
KEYS = st.one_of(
    st.sampled_from(["a", "b", "title", "x-own", "no", "12", "a b", "a: b", "é", "a#b", "[k]", ""]),
    TEXTS.filter(lambda text: len(text) < 300),
)
VALUES: st.SearchStrategy[Plain] = st.recursive(
    SINGLES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@dataclass
class Habits:
    """How one document is written."""

    step: int
    dash: int
    gap: int


class Writer:
    """Writes a random document, line by line, and a random comment wherever one may stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.habits = Habits(
            draw(st.integers(1, 4)), draw(st.integers(0, 4)), draw(st.integers(1, 3))
        )
        self.lines: list[str] = []
        self.comments = 0
        self.anchors: list[str] = []

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(1, of)) == 1

    def comment(self) -> str:
        self.comments += 1
        return f"# c{self.comments}"

    def beside(self) -> str:
        return f"{' ' * self.draw(st.integers(1, 3))}{self.comment()}" if self.chance(4) else ""

    def between(self, column: int) -> None:
        """Blank lines and comments before an entry, at its column or another."""
        for _ in range(self.draw(st.integers(0, 2)) if self.chance(2) else 0):
            kind = self.draw(st.integers(0, 3))
            if kind == 0:
                self.lines.append("")
            elif kind == 1:
                self.lines.append(" " * self.draw(st.integers(0, 6)) + self.comment())
            else:
                self.lines.append(" " * column + self.comment())

    def document(self) -> str:
        if self.chance(3):
            self.between(0)
        if self.chance(6):
            self.lines.append("---")
        self.mapping(0, self.draw(st.integers(1, 4)), 3)
        self.between(0)
        end = self.draw(st.sampled_from(["\n", "\n", "\r\n"]))
        return end.join(self.lines) + self.draw(st.sampled_from(["", end, end]))

    def key(self, number: int) -> str:
        written = self.draw(
            st.sampled_from([f"k{number}", f"k{number}", f'"k {number}"', f"'k: {number}'", "x-"])
        )
        return written if written != "x-" else f"x-{number}"

    def mapping(self, column: int, size: int, depth: int, lead: str | None = None) -> None:
        for number in range(size):
            if lead is None:
                self.between(column)
            line = (" " * column if lead is None else lead) + self.key(number) + ":"
            lead = None
            self.value(line, column, depth, column + self.habits.dash)

    def sequence(self, column: int, size: int, depth: int, lead: str | None = None) -> None:
        for _ in range(size):
            if lead is None:
                self.between(column)
            line = (" " * column if lead is None else lead) + "-"
            lead = None
            inner = column + 1 + self.habits.gap
            kind = self.draw(st.integers(0, 4)) if depth else 4
            if kind == 0:
                self.mapping(inner, self.draw(st.integers(1, 3)), depth - 1, line.ljust(inner))
            elif kind == 1 and self.chance(2):
                self.sequence(inner, self.draw(st.integers(1, 2)), depth - 1, line.ljust(inner))
            else:
                self.value(line, column, depth, column + 2)

    def value(self, line: str, column: int, depth: int, dash: int) -> None:
        """What stands behind a key or dash, on its line or below."""
        kind = self.draw(st.integers(0, 7 if depth else 4))
        if self.anchors and self.chance(8):
            self.lines.append(f"{line} *{self.draw(st.sampled_from(self.anchors))}{self.beside()}")
            return
        anchor = ""
        if self.chance(8):
            anchor = f"n{self.comments}x{len(self.lines)}"
            line += f" &{anchor}"
        if kind <= 1:
            self.lines.append(f"{line} {self.flow(2, column)}{self.beside()}")
        elif kind == 2:
            self.block(line, column)
        elif kind == 3:
            self.lines.append(line + self.beside())
        elif kind == 4:
            self.lines.append(line + self.beside())
            self.lines.append(" " * (column + 1) + self.long(column) + self.beside())
        elif kind == 5:
            self.lines.append(line + self.beside())
            self.sequence(max(dash, column + (anchor != "" and line.lstrip()[0] == "-")),
                          self.draw(st.integers(1, 3)), depth - 1)  # fmt: skip
        else:
            self.lines.append(line + self.beside())
            self.mapping(column + self.habits.step, self.draw(st.integers(1, 3)), depth - 1)
        if anchor:
            self.anchors.append(anchor)

    def anchored(self) -> str:
        """An anchor before a value in brackets, now and then; nothing repeats it."""
        return f"&f{self.draw(st.integers(0, 9))} " if self.chance(8) else ""

    def single(self) -> str:
        return self.draw(
            st.sampled_from(
                [*("word", "two words", "12", "1.50", "yes", "~", "true", '"q # no"', "'it''s'"),
                 *('"a\\nb"', "http://a/#b", "a#b", '""', "é 😡")]
            )
        )  # fmt: skip

    def long(self, column: int) -> str:
        """A scalar on one line or several, some of which look like comments and keys."""
        lead = "\n" + " " * (column + 1)
        several = [
            f"two{lead}words",
            f"a{lead}  b#c\n{lead}d",
            f'"a{lead}# no comment{lead}b: c"',
            f"'a\n{lead}- b'",
        ]
        return self.draw(st.sampled_from(several)) if self.chance(2) else self.single()

    def flow(self, depth: int, column: int) -> str:
        """A value in brackets or braces, on one line or several."""
        kind = self.draw(st.integers(0, 3)) if depth else 0
        if kind < 2:
            return self.single()
        size = self.draw(st.integers(0, 3))
        parts = [self.anchored() + self.flow(depth - 1, column) for _ in range(size)]
        if kind == 3:
            parts = [
                self.draw(st.sampled_from([f"f{n}: {part}", f'"f{n}": {part}', f"f{n}: ", f"f{n}"]))
                for n, part in enumerate(parts)
            ]
        opened, closed = "[]" if kind == 2 else "{}"
        if not parts or self.chance(2):
            blank = self.draw(st.sampled_from(["", " "]))
            comma = "," if parts and self.chance(4) else ""
            return opened + blank + ", ".join(parts) + comma + blank + closed
        lead = "\n" + " " * (column + 2)
        text = opened
        beside = ""
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            above = lead + self.comment() if self.chance(5) else ""
            # Behind a comment nothing but a new line is read.
            text += above + self.draw(st.sampled_from([lead, lead if above or beside else " "]))
            beside = self.beside()
            text += part + ("," if not last or self.chance(3) else "") + beside
        text += lead if "#" in text else self.draw(st.sampled_from(["", lead]))
        return text + closed

    def block(self, line: str, column: int) -> None:
        header = self.draw(st.sampled_from(["|", "|-", "|+", ">", ">-", ">+"]))
        self.lines.append(f"{line} {header}{self.beside()}")
        indent = " " * (column + self.draw(st.integers(1, 4)))
        body = self.draw(
            st.sampled_from(
                [["a"], ["a", "# no comment"], ["a", "", "b"], ["a", "  deeper", "b"], ["a", ""],
                 ["", "a"], ["a", "    "], ["a", "", ""], []]
            )
        )  # fmt: skip
        self.lines += [indent + text if text.strip() or text else "" for text in body]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """The text of a document that is a mapping of up to four levels."""
    text = Writer(draw).document()
    if "\r\n" in text:
        text = re.sub(r"\r?\n", "\r\n", text)
    return text
