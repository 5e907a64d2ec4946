"""Pairs of branches made of one map by seeded edits at different things, as two people make them.

An edit finds its thing by name, so that it can be made in any order with others: what both
branches are to become together is the base with the edits of both.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cjmap.compare.merging.entries import Plain, say
from cjmap.findings import Path as Place
from cjmap.findings.source import Source
from cjmap.formatting.formatting import format_source
from cjmap.text import edit
from cjmap.text.emitting import EditRefused, Value
from cjmap.text.reading import read
from cjmap.text.tree import Tree

ROOT = Path(__file__).parents[2]
Edit: TypeAlias = Callable[[str], str]
Claim: TypeAlias = tuple[str, ...]


class Thing(NamedTuple):
    """A stage or touchpoint, known by its name, and the keys of what it writes."""

    path: Place
    name: str
    keys: frozenset[str]


class Made(NamedTuple):
    """An edit, what it does, and what nobody else may touch beside it."""

    kind: str
    run: Edit
    claims: frozenset[Claim]


class Branches(NamedTuple):
    """A base, both branches, what they make together, and the kinds of the edits."""

    base: str
    ours: str
    theirs: str
    together: str
    kinds: tuple[str, ...]


def bases() -> list[str]:
    """The maps of the examples and of the corpus that can be edited."""
    files = sorted({*ROOT.glob("examples/*/*.journey.yaml"), *ROOT.glob("tests/corpus/*.yaml")})
    texts = [file.read_text("utf-8") for file in files if "broken" not in file.parts]
    return [text for text in texts if _suits(text)]


def _suits(text: str) -> bool:
    """Whether names tell things apart, and there is something to edit."""
    tree = parse(text)
    names = [thing.name for thing in (*stages(tree), *touchpoints(tree))]
    return len(set(names)) == len(names) > 2 * len(stages(tree))


def parse(text: str) -> Tree:
    return read(Source("map", text))


def at(tree: Tree, path: Place) -> Plain:
    """What stands at a path; None for nothing."""
    assert tree.root is not None
    said = say(tree.root)
    for step in path:
        if isinstance(said, dict) and isinstance(step, str):
            said = said.get(step)
        elif isinstance(said, list) and isinstance(step, int) and step < len(said):
            said = said[step]
        else:
            return None
    return said


def _things(tree: Tree, path: Place) -> Iterator[Thing]:
    listed = at(tree, path)
    for number, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict) and isinstance(name := one.get("name"), str):
            yield Thing((*path, number), name, frozenset(one))


def stages(tree: Tree) -> list[Thing]:
    return list(_things(tree, ("stages",)))


def touchpoints(tree: Tree) -> list[Thing]:
    return [one for stage in stages(tree) for one in _things(tree, (*stage.path, "touchpoints"))]


def find(tree: Tree, name: str) -> Thing:
    return next(one for one in (*stages(tree), *touchpoints(tree)) if one.name == name)


# -- edits ------------------------------------------------------------------------------------------


def set_at(name: str, keys: Place, value: Value) -> Edit:
    """Writes a value at a thing, be the key there or not."""

    def run(text: str) -> str:
        tree = parse(text)
        path = (*find(tree, name).path, *keys)
        there = at(tree, path) is not None
        edits = (edit.set_value if there else edit.insert)(tree, path, value)
        return edit.apply(text, edits)

    return run


def set_top(key: str, value: Value) -> Edit:
    def run(text: str) -> str:
        tree = parse(text)
        there = at(tree, (key,)) is not None
        return edit.apply(text, (edit.set_value if there else edit.insert)(tree, (key,), value))

    return run


def append(name: str | None, key: str, value: Value) -> Edit:
    """Adds an item at the end of a list of a thing, of the map where no name is given."""

    def run(text: str) -> str:
        tree = parse(text)
        owner = find(tree, name).path if name is not None else ()
        listed = at(tree, (*owner, key))
        if isinstance(listed, str):
            # One that stands alone becomes the first of a list.
            return edit.apply(text, edit.set_value(tree, (*owner, key), [listed, value]))
        if listed is None:
            return edit.apply(text, edit.insert(tree, (*owner, key), [value]))
        assert isinstance(listed, list)
        return edit.apply(text, edit.insert(tree, (*owner, key, len(listed)), value))

    return run


def insert_touchpoint(stage: str, number: int, value: Value) -> Edit:
    def run(text: str) -> str:
        tree = parse(text)
        path = (*find(tree, stage).path, "touchpoints")
        listed = at(tree, path)
        count = len(listed) if isinstance(listed, list) else 0
        return edit.apply(text, edit.insert(tree, (*path, min(number, count)), value))

    return run


def remove(name: str) -> Edit:
    def run(text: str) -> str:
        tree = parse(text)
        return edit.apply(text, edit.remove(tree, find(tree, name).path))

    return run


def lines_of(text: str, name: str) -> tuple[int, int]:
    """The first line of a thing and the one behind it, from 0."""
    tree = parse(text)
    path = find(tree, name).path
    _, start, _ = tree.locate(path)
    node = tree.resolve(path)[1]
    assert node is not None
    source = tree.source
    return source.position(start).line - 1, source.position(node.end).line


def move(name: str, stage: str, number: int) -> Edit:
    """Cuts the lines of a touchpoint out and pastes them into a stage, before another one."""

    def run(text: str) -> str:
        first, stop = lines_of(text, name)
        lines = text.splitlines(keepends=True)
        taken = lines[first:stop]
        rest = "".join(lines[:first] + lines[stop:])
        tree = parse(rest)
        listed = [one.name for one in _things(tree, (*find(tree, stage).path, "touchpoints"))]
        at_line = (
            lines_of(rest, listed[number])[0]
            if number < len(listed)
            else lines_of(rest, listed[-1])[1]
        )
        left = rest.splitlines(keepends=True)
        return "".join((*left[:at_line], *taken, *left[at_line:]))

    return run


def comment(name: str, words: str, *, behind: bool) -> Edit:
    """Writes a comment above a thing, or behind its first line."""

    def run(text: str) -> str:
        first, _ = lines_of(text, name)
        lines = text.splitlines(keepends=True)
        if behind:
            lines[first] = f"{lines[first].rstrip()}  # {words}\n"
        else:
            indent = len(lines[first]) - len(lines[first].lstrip())
            lines.insert(first, f"{' ' * indent}# {words}\n")
        return "".join(lines)

    return run


def requote(name: str) -> Edit:
    """Puts a name in other quotes."""

    def run(text: str) -> str:
        tree = parse(text)
        node = tree.resolve((*find(tree, name).path, "name"))[1]
        assert node is not None
        quoted = "'" + name.replace("'", "''") + "'"
        return text[: node.start] + quoted + text[node.end :]

    return run


def reformat(text: str) -> str:
    return format_source(Source("map", text)).text or text


# -- choosing them ------------------------------------------------------------------------------------

_TEXTS = ("owner", "duration", "wait", "handoff")
_LISTS = ("pains", "gains", "opportunities", "tags", "does", "thoughts", "backstage", "support")


class Chooser:
    """Chooses edits by chance, none of which touches what another one does."""

    def __init__(self, text: str, chance: random.Random) -> None:
        self._text = text
        self._tree = parse(text)
        self._chance = chance
        self._number = 0
        self._stages = [one for one in stages(self._tree) if len(self._within(one)) > 1]
        self._touchpoints = [one for stage in self._stages for one in self._within(stage)]
        self._taken: list[tuple[int, frozenset[Claim]]] = []

    def _within(self, stage: Thing) -> list[Thing]:
        return list(_things(self._tree, (*stage.path, "touchpoints")))

    def choose(self, side: int) -> Made:
        """An edit for one side that touches nothing of the other's."""
        while True:
            made = self._make()
            if any(_meet(made.claims, claims) for _, claims in self._taken):
                continue
            if not self._stays(made):
                continue
            self._taken.append((side, made.claims))
            return made

    def _stays(self, made: Made) -> bool:
        """Whether an edit can be made at all."""
        try:
            after = parse(made.run(self._text))
        except (EditRefused, StopIteration, AssertionError):
            return False
        return not after.problems

    def _word(self, kind: str) -> str:
        self._number += 1
        return f"{kind} {self._chance.choice(_WORDS)} {self._number}"

    def _make(self) -> Made:
        kind = self._chance.choice(
            "add add append append carry feel first move note persona remove rename renew requote "
            "stage text top".split()
        )
        made: Made = getattr(self, f"_make_{kind}")()
        return made._replace(kind=kind)

    def _one(self) -> Thing:
        return self._chance.choice(self._touchpoints)

    def _make_text(self) -> Made:
        thing, key = self._one(), self._chance.choice(_TEXTS)
        return _made(set_at(thing.name, (key,), self._word(key)), (thing.name, key))

    def _make_feel(self) -> Made:
        thing = self._one()
        edit = set_at(thing.name, ("emotion",), {"score": 1, "label": self._word("Glad")})
        return _made(edit, (thing.name, "emotion"))

    def _make_renew(self) -> Made:
        """Writes a text anew that stands there."""
        thing = self._one()
        key = self._chance.choice(sorted(thing.keys - {"name", "id", "next", "emotion"}))
        if not isinstance(at(self._tree, (*thing.path, key)), str) or key in ("exit", "kind"):
            return self._make_text()
        return _made(set_at(thing.name, (key,), self._word(key)), (thing.name, key))

    def _make_add(self) -> Made:
        stage = self._chance.choice(self._stages)
        value = {"name": self._word("Step"), "channel": self._chance.choice(("web", "app"))}
        return _made(append(stage.name, "touchpoints", value), (stage.name, "touchpoints", "+"))

    def _make_first(self) -> Made:
        stage = self._chance.choice(self._stages)
        value: Value = {"name": self._word("Step"), "does": [self._word("Does")]}
        edit = insert_touchpoint(stage.name, self._chance.randrange(2), value)
        return _made(edit, (stage.name, "touchpoints", "+"))

    def _make_append(self) -> Made:
        thing, key = self._one(), self._chance.choice(_LISTS)
        return _made(append(thing.name, key, self._word(key.title())), (thing.name, key, "+"))

    def _make_top(self) -> Made:
        key = self._chance.choice(("goal", "scenario", "start", "version", "organization"))
        return _made(set_top(key, self._word(key)), ("", key))

    def _make_rename(self) -> Made:
        """Gives a thing another name, and the old one's id where it is referred to."""
        thing = self._one()
        return _made(set_at(thing.name, ("name",), self._word(thing.name)), (thing.name, "name"))

    def _make_note(self) -> Made:
        thing = self._one()
        words, behind = self._word("note"), self._chance.random() < 0.5
        return _made(comment(thing.name, words, behind=behind), (thing.name, "note"))

    def _make_move(self) -> Made:
        """To another place in its stage."""
        stage = self._chance.choice(self._stages)
        within = self._within(stage)
        thing, number = self._chance.choice(within), self._chance.randrange(len(within))
        return _made(
            move(thing.name, stage.name, number), (thing.name, "place"), (stage.name, "order")
        )

    def _make_carry(self) -> Made:
        """To another stage."""
        home, stage = self._chance.choice(self._stages), self._chance.choice(self._stages)
        thing = self._chance.choice(self._within(home))
        if home.name == stage.name:
            return self._make_move()
        number = self._chance.randrange(len(self._within(stage)))
        return _made(
            move(thing.name, stage.name, number), (thing.name, "place"), (home.name, "left")
        )

    def _make_remove(self) -> Made:
        stage = self._chance.choice(self._stages)
        thing = self._chance.choice(self._within(stage))
        return _made(remove(thing.name), (thing.name,), (stage.name, "left"))

    def _make_stage(self) -> Made:
        value: Value = {"name": self._word("Stage"), "touchpoints": [{"name": self._word("Step")}]}
        return _made(append(None, "stages", value), ("", "stages", "+"))

    def _make_persona(self) -> Made:
        return _made(append(None, "personas", self._word("Ana")), ("", "personas", "+"))

    def _make_requote(self) -> Made:
        thing = self._one()
        return _made(requote(thing.name), (thing.name, "name"))


def _made(run: Edit, *claims: Claim) -> Made:
    return Made("", run, frozenset(claims))


def _meet(one: frozenset[Claim], other: frozenset[Claim]) -> bool:
    """Whether two edits touch one thing: the same, or one within what the other takes away.

    What both add to a list (`+`) does not meet, which is what a person would say too.
    """
    return any(
        a[: len(b)] == b or b[: len(a)] == a
        for a in one
        for b in other
        if not (a[-1] == "+" and b[-1] == "+")
    )


_WORDS = "river stone garden window letter candle market bridge morning harbour".split()


def make(seed: int, texts: Sequence[str], *, edits: int = 3) -> Branches:
    """The pair of branches of a seed."""
    chance = random.Random(f"branches {seed}")
    while True:
        base = chance.choice(texts)
        chooser = Chooser(base, chance)
        sides = [[chooser.choose(side) for _ in range(edits)] for side in range(2)]
        # One in ten writes the whole file in one way, too.
        tidy = chance.randrange(20)
        try:
            ours, theirs = [_run(base, side) for side in sides]
            together = _run(ours, sides[1])
        except (StopIteration, EditRefused, IndexError):
            continue
        kinds = tuple(one.kind for side in sides for one in side)
        if tidy == 0:
            return Branches(base, reformat(ours), theirs, together, (*kinds, "reformat"))
        if tidy == 1:
            return Branches(base, ours, reformat(theirs), together, (*kinds, "reformat"))
        return Branches(base, ours, theirs, together, kinds)


def _run(text: str, edits: Sequence[Made]) -> str:
    # Names are what things are known by: they change last.
    for one in sorted(edits, key=lambda one: one.kind == "rename"):
        text = one.run(text)
    return text


def sorted_through(said: Plain) -> Plain:
    """What is said, in an order of its own: both may add at one place."""
    if isinstance(said, dict):
        return {key: sorted_through(value) for key, value in said.items()}
    if isinstance(said, list):
        return sorted((sorted_through(one) for one in said), key=repr)
    return said
