"""What a value that cannot be read keeps rules from saying: what it may have said, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest

from cjmap.check import Selection, Session, run
from cjmap.findings import Finding, Path
from cjmap.findings.source import Source
from cjmap.project import Project
from cjmap.project.workspace import Workspace
from cjmap.rules import all_rules
from cjmap.rules.base import JourneyRule, Rule
from cjmap.text.reading import read
from cjmap.text.tree import Mapping as MappingNode
from cjmap.text.tree import Node, Sequence
from tests.rules.golden import TODAY, Case, cases

# What no field of the format takes.
UNREADABLE = "[[[]]]"
# What cannot be read of a touchpoint, by what may be missing with it.
RUBBISH = {
    "channel:": "channel: {wrong: 1}",
    "emotion:": 'emotion: "1,5"',
    "emotions:": "emotions: [1]",
    "evidence:": "evidence: {wrong: 1}",
    "expects:": "expects: {wrong: 1}",
    "gain": "gains: [{}]",
    "kind:": "kind: 7",
    "metric": "metrics: [{}]",
    "moment_of_truth:": "moment_of_truth: 7",
    "opportunity": "opportunities: [{}]",
    "owner:": "owner: []",
    "pain": "pains: [{severity: 9}]",
    "quote:": "quote: [[]]",
    "thoughts:": "thoughts: {wrong: 1}",
}
JUDGED = [
    rule for rule in all_rules() if rule.code[:3] in {"CJ2", "CJ3", "CJ4", "CJ5", "CJ6", "CJ7"}
]


def say(folder: FilePath, rule: Rule, text: str) -> tuple[Finding, ...]:
    file = folder / "a.journey.yaml"
    file.write_text(text, encoding="utf-8")
    session = Session(Project(Workspace(folder)), today=TODAY)
    return tuple(run(session, [file], Selection(select=(rule.code,))).findings)


def spoiled(text: str) -> Iterator[tuple[Path, str]]:
    """A map with each value of its stages and personas in turn made unreadable, and its path.

    What the map says of itself (`kind`, `status`, `links` ...) decides what a rule asks for, and
    a wrong one is taken for the default.
    """
    root = read(Source("a", text)).root
    for path, node in walk(root, ()):
        if path[:1] in {("stages",), ("personas",)} and len(path) > 2:
            yield path, text[: node.start] + UNREADABLE + text[node.end :]


def walk(node: Node | None, path: Path) -> Iterator[tuple[Path, Node]]:
    """Every value of a document, with the keys and numbers on the way to it."""
    if node is None:
        return
    yield path, node
    if isinstance(node, MappingNode):
        for key, (_, value) in node.entries.items():
            yield from walk(value, (*path, key))
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from walk(item, (*path, number))


def single(rule: Rule, kind: str) -> list[Case]:
    return [
        case
        for case in cases()
        if case.code == rule.code and case.path.is_file() and case.path.name.startswith(kind)
    ]


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.code)
def test_what_could_not_be_read_is_called_neither_missing_nor_wrong(
    tmp_path: FilePath, rule: Rule
) -> None:
    echoes = []
    for case in single(rule, "good"):
        for path, text in spoiled(case.path.read_text(encoding="utf-8")):
            if say(tmp_path, rule, text):
                echoes.append((case.name, path))
    assert echoes == []


def with_rubbish(text: str, keys: list[str]) -> str | None:
    """A map with a last stage that cannot be read; None where its stages are no block."""
    root = read(Source("a", text)).root
    assert isinstance(root, MappingNode)
    stages = root.entries["stages"][1] if "stages" in root.entries else None
    if stages is None or text[stages.start] != "-":
        return None
    dash = stages.start - text.rfind("\n", 0, stages.start) - 1
    lines = ["- name: Elsewhere", "  touchpoints:", "    - name: Far away", "      channel: kiosk"]
    lines += [f"      {key}" for key in keys]
    if "channel: {wrong: 1}" in keys:
        lines.remove("      channel: kiosk")
    rubbish = "".join(f"{' ' * dash}{line}\n" for line in lines)
    return f"{text[: stages.end].rstrip()}\n{rubbish}{text[stages.end :].lstrip()}"


def places(findings: tuple[Finding, ...]) -> set[Path]:
    return {one.path for finding in findings for one in finding.members or (finding,)}


@pytest.mark.parametrize(
    "rule",
    [rule for rule in JUDGED if isinstance(rule, JourneyRule) and rule.nearby & RUBBISH.keys()],
    ids=lambda rule: rule.code,
)
def test_what_is_wrong_elsewhere_hides_nothing(tmp_path: FilePath, rule: JourneyRule) -> None:
    """A rule that asks for what stands nearby says the same with a broken stage far away."""
    keys = [RUBBISH[what] for what in sorted(rule.nearby & RUBBISH.keys() - rule.needs)]
    looked_at = 0
    for case in single(rule, "bad"):
        text = case.path.read_text(encoding="utf-8")
        spoilt = with_rubbish(text, keys)
        if spoilt is not None:
            looked_at += 1
            hidden = places(say(tmp_path, rule, text)) - places(say(tmp_path, rule, spoilt))
            assert not hidden, case.name
    assert looked_at
