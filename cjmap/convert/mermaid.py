"""Mermaid's `journey` diagrams → drafts of maps.

Read is what Mermaid's own parser reads: keywords in any case, `%%` and `#` for comments, the
entities that it knows, and behind a task's second colon its actors. Where it would stop at a line,
`;` ends a statement, a section may hold a colon, and what says nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from typing import Final

from cjmap.convert.drafts import Draft, Fate, Given, Reading, Remark, nobody, untitled
from cjmap.convert.people import Cast
from cjmap.convert.scales import FIVE, scale_of
from cjmap.convert.tables import Spot
from cjmap.convert.texts import text_of
from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.languages.known import CODES
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.text.emitting import Value
from cjmap.text.reading import read as read_yaml
from cjmap.text.scalars import is_holdable
from cjmap.text.tree import Mapping as MappingNode
from cjmap.text.tree import Scalar
from cjmap.views.written.mermaid import MIDDLE, NO_SCORE, safe

_HEAD: Final = expression(r"(?i)journey\b")
_SPECIAL: Final = expression(r"(?i)acc(?P<which>title|descr)\s*(?P<sign>[:{])\s*(?P<text>.*)")
_NAMED: Final = expression(r"(?i)(?P<which>title|section)(?:\s+(?P<text>.*))?")
_COMMENT: Final = expression(r"%(?!\{)%?|[^}]%%|#")
# What has no end is looked for as far as the next one begins, and no farther.
_DIRECTIVE: Final = expression(r"(?s)%%\{(?:(?!%%\{).)*?\}%%")
_ENTITY: Final = expression(r"#(\w+);")
_BREAK: Final = expression(r"(?i)\s*<br\s*/?>\s*")
_NUMBER: Final = expression(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_FENCE: Final = expression(r"---\s*")
# What stands for a sign that an entity names, so that it is no sign of Mermaid's.
_STAND_INS: Final = {ord(sign): chr(0xE000 + at) for at, sign in enumerate("#;:,%<")}
_MEANT: Final = {ord(stand_in): chr(sign) for sign, stand_in in _STAND_INS.items()}
# Invisible, and written by cjmap to keep Mermaid from reading a text as a keyword.
_NOTHING: Final = "\N{WORD JOINER}"
_CONFIG_KEY: Final = "x-mermaid"
_COMMENTS_KEY: Final = "x-comments"


def read(given: Given) -> Reading:
    """The journey of a file that holds one.

    Raises:
        UsageError: it is no text, or no journey.
    """
    text = text_of(given.data, given.name)
    if not is_journey(text):
        raise UsageError(
            tr("{file} holds no Mermaid journey: no line begins with `journey`.", file=given.name)
        )
    return Reading((read_journey(text, stem=given.stem),))


def is_journey(text: str) -> bool:
    """Whether the first word of a text that says something is `journey`."""
    _, _, rest = _part_head(text.split("\n"))
    for line in _DIRECTIVE.sub("", "\n".join(rest)).split("\n"):
        said = line.strip()
        if said and not _COMMENT.match(said):
            return _HEAD.match(said) is not None
    return False


def read_journey(
    text: str,
    *,
    first: int = 1,
    above: str = "",
    stem: str = "",
    others: bool = False,
    apart: bool = False,
) -> Draft:
    """The draft of one journey whose first line is the `first` of its file.

    A journey without a title is called as the heading `above` it, else as its file's `stem`.
    `others`: more people go this way than it names, so that who is named takes part alone.
    `apart`: tasks of one name that tell how each of several people feels stay touchpoints of their own.
    """
    journey = _Journey(first, others=others, apart=apart)
    journey.read(text)
    return journey.draft(above, stem)


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    score: float | None
    people: tuple[str, ...]
    line: int
    written: str
    unread: str
    note: Message | None


@dataclass(frozen=True, slots=True)
class _Section:
    """A section; `name` is None for the tasks before the first one."""

    name: str | None
    line: int
    written: str
    tasks: list[_Task]


class _Journey:
    def __init__(self, first: int, *, others: bool, apart: bool) -> None:
        self._first = first
        self._others = others
        self._apart = apart
        self._title: tuple[str, int] | None = None
        self._accessible: dict[str, tuple[str, int]] = {}
        self._sections: list[_Section] = []
        self._comments: list[tuple[str, int]] = []
        self._configuration: list[tuple[str, int]] = []
        self._remarks: list[Remark] = []

    # -- reading --------------------------------------------------------------------------------

    def read(self, text: str) -> None:
        lines = text.split("\n")
        head, number, rest = _part_head(lines)
        number += self._first - 1
        self._read_head(head)
        body = _ENTITY.sub(_decode, "\n".join(rest))
        for directive in _DIRECTIVE.finditer(body):
            at = number + body.count("\n", 0, directive.start())
            self._configuration.append((_meant(directive[0]), at))
        body = _DIRECTIVE.sub(lambda one: "\n" * one[0].count("\n"), body)
        begun = False
        block: list[str] | None = None
        start = 0
        for at, line in enumerate(body.split("\n"), number):
            if block is not None:
                said, closed, _ = line.partition("}")
                block.append(said.strip())
                if closed:
                    self._describe("descr", " ".join(filter(None, block)), start)
                    block = None
                continue
            line = line.strip()
            if not begun:
                found = _HEAD.match(line)
                if found is None:
                    self._comment(line, at)
                    continue
                begun = True
                line = line[found.end() :].strip()
            special = _SPECIAL.fullmatch(line)
            if special is None:
                self._read_line(line, at)
            elif special["sign"] == ":":
                self._describe(special["which"].lower(), special["text"], at)
            else:
                said, closed, _ = special["text"].partition("}")
                block, start = [said.strip()], at
                if closed:
                    self._describe("descr", said.strip(), at)
                    block = None
        if block is not None:
            self._describe("descr", " ".join(filter(None, block)), start)

    def _read_head(self, head: str) -> None:
        """What stands between two `---` above the journey."""
        if not head:
            return
        root = read_yaml(Source("", head)).root
        title = root.entries.get("title") if isinstance(root, MappingNode) else None
        if title is not None and isinstance(title[1], Scalar) and title[1].value.strip():
            self._title = title[1].value.strip(), self._first
        if title is None or (isinstance(root, MappingNode) and len(root.entries) > 1):
            self._configuration.append((head.strip(), self._first))

    def _comment(self, line: str, at: int) -> bool:
        """Takes a line that is a comment; whether it is one."""
        found = _COMMENT.match(line)
        if found is None:
            return False
        text = _meant(line[found.end() :]).strip("% ")
        if text:
            self._comments.append((text, at))
        return True

    def _read_line(self, line: str, at: int) -> None:
        if not line or self._comment(line, at):
            return
        said, sign, behind = line.partition("#")
        if sign and behind.strip():
            self._comments.append((_meant(behind).strip(), at))
        for statement in said.split(";"):
            if statement.strip():
                self._read_statement(statement.strip(), at)

    def _read_statement(self, statement: str, at: int) -> None:
        named = _NAMED.fullmatch(statement)
        if named is not None and not (named["text"] or "").strip():
            self._puzzle(statement, at, tr("nothing stands behind the keyword"))
        elif named is not None and named["which"].lower() == "title":
            self._entitle(shown(named["text"]), at, statement)
        elif named is not None:
            name = shown(named["text"].rstrip(": "))
            self._sections.append(_Section(name, at, _meant(statement), []))
        elif ":" in statement:
            self._read_task(statement, at)
        else:
            self._puzzle(statement, at, tr("neither a section nor a task: a task has a colon"))

    def _entitle(self, title: str, at: int, statement: str) -> None:
        if self._title is not None and self._title[0] != title:
            text, line = self._title
            self._remarks.append(_unread(text, line, tr("another title follows")))
        self._title = title, at

    def _describe(self, which: str, text: str, at: int) -> None:
        said = shown(text)
        if said:
            self._accessible[which] = said, at

    def _read_task(self, statement: str, at: int) -> None:
        name, *pieces = statement.split(":")
        note = None
        whole = _colons_in_name(pieces)
        if whole:
            # Mermaid itself would end the name at its first colon, and find no score.
            name, pieces = ":".join((name, *pieces[:whole])), pieces[whole:]
            note = tr("the name holds a colon, at which Mermaid itself would end it")
        name = shown(name)
        if not name:
            self._puzzle(statement, at, tr("a task has a name before its colon"))
            return
        score = pieces[0].strip()
        value = _number(score)
        if name.lower() == "title" and value is None and self._title is None:
            # What people write for `title`; to Mermaid it would be a task.
            self._entitle(shown(":".join(pieces)), at, statement)
            return
        unread = "" if value is not None or not score else score
        people = tuple(
            dict.fromkeys(filter(None, map(shown, pieces[1].split(",")))) if len(pieces) > 1 else ()
        )
        if not self._sections:
            self._sections.append(_Section(None, at, "", []))
        self._sections[-1].tasks.append(
            _Task(name, value, people, at, _meant(statement), _meant(unread), note)
        )
        if any(piece.strip() for piece in pieces[2:]):
            more = _meant(":".join(pieces[2:])).strip()
            self._puzzle(more, at, tr("behind the third colon, where Mermaid reads nothing"))

    def _puzzle(self, text: str, at: int, why: Message) -> None:
        self._remarks.append(_unread(_meant(text), at, why))

    # -- what comes of it -------------------------------------------------------------------------

    def draft(self, above: str, stem: str) -> Draft:
        values: dict[str, Value] = {}
        self._name(values, above, stem)
        self._say_people(values)
        scores = [task.score for task in self._tasks() if task.score is not None]
        scale = scale_of(scores)
        if scores:
            values["emotion_scale"] = [*scale]
        if scale != FIVE:
            least, most = scale
            self._note(
                Remark(
                    Fate.TAKEN,
                    spot=Spot(self._first),
                    path=("emotion_scale",),
                    note=tr(
                        "scores lie beyond 1 to 5: the scale is {least} to {most}",
                        least=least,
                        most=most,
                    ),
                )
            )
        values["stages"] = [*self._stages(str(values["title"]))]
        if not self._sections:
            self._note(
                Remark(
                    Fate.MISSING,
                    path=("stages",),
                    note=tr("The journey has no tasks: which stages does it have?"),
                )
            )
        self._keep(values, _COMMENTS_KEY, self._comments)
        self._keep(values, _CONFIG_KEY, self._configuration)
        return Draft(values, tuple(sorted(self._remarks, key=lambda one: one.spot.line or 0)))

    def _note(self, remark: Remark) -> None:
        self._remarks.append(remark)

    def _take(self, text: str, line: int, path: Path, note: Message | None = None) -> None:
        self._note(Remark(Fate.TAKEN, text, Spot(line), path, note))

    def _name(self, values: dict[str, Value], above: str, stem: str) -> None:
        """Title and description."""
        accessible = self._accessible.get("title")
        title = self._title or accessible
        if title is not None:
            values["title"] = title[0]
            self._take(*title, ("title",))
        elif above:
            values["title"] = above
            self._note(
                Remark(Fate.TAKEN, above, path=("title",), note=tr("from the heading above"))
            )
        else:
            values["title"] = stem
            self._note(untitled())
        if accessible is not None and accessible[0] != values["title"]:
            values["x-acc-title"] = accessible[0]
            self._note(Remark(Fate.KEPT, accessible[0], Spot(accessible[1]), ("x-acc-title",)))
        if "descr" in self._accessible:
            text, line = self._accessible["descr"]
            values["description"] = text
            self._take(text, line, ("description",))

    def _tasks(self) -> Iterator[_Task]:
        return (task for section in self._sections for task in section.tasks)

    def _say_people(self, values: dict[str, Value]) -> None:
        self._cast = Cast(name for task in self._tasks() for name in task.people)
        values["personas"] = self._cast.entries()
        if not self._cast.names:
            self._note(nobody())

    def _stages(self, title: str) -> Iterator[Value]:
        references = self._cast.references()
        for number, section in enumerate(self._sections):
            path: Path = ("stages", number)
            stage: dict[str, Value] = {"name": section.name or title}
            if section.name is None:
                self._note(
                    Remark(
                        Fate.MISSING,
                        path=(*path, "name"),
                        note=tr("These tasks stand in no section: what is this stage called?"),
                    )
                )
            else:
                self._take(section.written, section.line, path)
            if section.tasks:
                stage["touchpoints"] = [
                    self._touchpoint(tasks, (*path, "touchpoints", at), references)
                    for at, tasks in enumerate(self._joined(section.tasks))
                ]
            yield stage

    def _joined(self, tasks: Sequence[_Task]) -> Iterator[list[_Task]]:
        """The tasks that are one touchpoint: neighbours of one name, each of other people with a score.

        So cjmap, and many a person, writes a touchpoint at which people feel differently.
        """
        group: list[_Task] = []
        known: set[str] = set()
        for task in tasks:
            divided = not self._apart and bool(task.people) and task.score is not None
            same = bool(group) and group[0].name == task.name and known.isdisjoint(task.people)
            if group and not (divided and known and same):
                yield group
                group, known = [], set()
            group.append(task)
            known |= {*task.people} if divided else set()
        if group:
            yield group

    def _touchpoint(
        self, tasks: Sequence[_Task], path: Path, references: Mapping[str, str]
    ) -> Value:
        touchpoint: dict[str, Value] = {"name": tasks[0].name}
        people = [name for task in tasks for name in task.people]
        if people and (self._others or len(people) < len(references)):
            touchpoint["personas"] = [references[name] for name in people]
        if len(tasks) > 1:
            touchpoint["emotions"] = {
                references[name]: _written(task.score)
                for task in tasks
                for name in task.people
                if task.score is not None
            }
        for task in tasks:
            note = task.note
            bare = _without_score(task)
            if bare is not None:
                touchpoint["name"] = bare
                note = tr("no number, so the touchpoint has no score")
            elif task.score is not None and len(tasks) == 1:
                touchpoint["emotion"] = _written(task.score)
            if note is None and not task.people and references:
                note = tr("no actor stands here, so it is everyone's")
            self._take(task.written, task.line, path, note)
            if task.unread:
                self._puzzle(
                    task.unread, task.line, tr("no number, so the touchpoint has no score")
                )
        return touchpoint

    def _keep(self, values: dict[str, Value], key: str, texts: list[tuple[str, int]]) -> None:
        """Texts that the format has no place for."""
        if texts:
            values[key] = [text for text, _ in texts]
            for number, (text, line) in enumerate(texts):
                self._note(Remark(Fate.KEPT, text, Spot(line), (key, number)))


def _part_head(lines: list[str]) -> tuple[str, int, list[str]]:
    """What stands between two lines of `---` at the top, and the rest with its first number."""
    begin = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if lines and _FENCE.fullmatch(lines[begin].strip()):
        for at in range(begin + 1, len(lines)):
            if _FENCE.fullmatch(lines[at].strip()):
                return "\n".join(lines[begin + 1 : at]), at + 2, lines[at + 1 :]
    return "", 1, lines


def _decode(found: re.Match[str]) -> str:
    """The sign that an entity of Mermaid's names; any other stays as it is written."""
    name = found[1]
    sign = unescape(f"&#{name};" if name.isdecimal() else f"&{name};")
    return found[0] if len(sign) > 2 else sign.translate(_STAND_INS)


def _meant(text: str) -> str:
    """A text as it was meant, with the signs that entities named."""
    return text.translate(_MEANT)


def shown(text: str) -> str:
    """A text of a diagram as people see it, on one line."""
    return " ".join(_BREAK.sub(" ", _meant(text).replace(_NOTHING, "")).split())


def _without_score(task: _Task) -> str | None:
    """The name of a task that says in words of cjmap's that nobody scored it; None for any other."""
    if task.score != MIDDLE or not task.name.endswith(")"):
        return None
    name, _, words = task.name[:-1].rpartition(" (")
    return name if name and words in _unscored() else None


@cache
def _unscored() -> frozenset[str]:
    return frozenset(shown(safe(NO_SCORE.render(code))) for code in ("en", *CODES))


def _colons_in_name(pieces: Sequence[str]) -> int:
    """How many pieces between colons belong to the name before them: those before the first number.

    0 where the first is one, as it is to be, or none is.
    """
    numbers = (at for at, piece in enumerate(pieces) if _NUMBER.fullmatch(piece.strip()))
    return next(numbers, 0)


def _number(text: str) -> float | None:
    """The number that a text is; None for all else, and where it is none that a map may hold."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if is_holdable(value) else None


def _written(score: float) -> float:
    return int(score) if score.is_integer() else score


def _unread(text: str, line: int, why: Message) -> Remark:
    return Remark(Fate.UNKNOWN, text, Spot(line), note=why)
