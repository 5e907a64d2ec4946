"""What `--ids` must never do: change what a reference means. And what it is for: new names."""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.check import Selection, Session, run
from cjmap.facts.index import Index
from cjmap.facts.referring import is_key
from cjmap.facts.subject import Subject
from cjmap.findings import Edit
from cjmap.findings import Path as Place
from cjmap.formatting.formatting import format_source
from cjmap.formatting.identifying import Surroundings
from cjmap.formatting.ids import write_ids
from cjmap.formatting.references import Reference, find_references, meant_by
from cjmap.project import Project
from cjmap.text import edit
from cjmap.text.emitting import EditRefused
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import Thing
from tests.formatting.test_properties import CORPUS, ROOT

TODAY = datetime.date(2026, 11, 1)
_NAMES = {
    Thing.EVIDENCE: "title",
    Thing.PAIN: "text",
    Thing.GAIN: "text",
    Thing.OPPORTUNITY: "text",
}
# Of the rules' many maps those of some rules, and all that are about references.
MAPS = [
    file
    for number, file in enumerate(CORPUS)
    if "rules" not in file.parts or "CJ1" in file.parent.name or number % 8 == 0
]

EXAMPLES = [file for file in CORPUS if {"examples", "cases"} & {*file.parts}]
# Without other maps and libraries.
FOLDER = Path(tempfile.gettempdir()) / "cjmap-nothing"


def identify(file: Path, text: bytes | None = None) -> tuple[bytes | None, bool]:
    """A map with ids, None where it stays as it is, and whether all that it refers to has one."""
    session = over(file, text)
    found = write_ids(session, file, Surroundings())
    assert found.reason is None
    old = session.document(file).source
    if found.source is None or found.plan is None:
        return None, False
    written = format_source(found.source)
    assert written.reason is None
    if written.text is None or written.text == old.text:
        return None, not found.plan.kept
    return written.text.encode("utf-8"), not found.plan.kept


def over(file: Path, text: bytes | None) -> Session:
    """A session in which a text lies over a file."""
    project = Project()
    if text is not None:
        project.overlay(file, text)
    return Session(project, today=TODAY)


def subject_of(file: Path, text: bytes | None) -> Subject:
    subject = over(file, text).subject(file)
    assert subject is not None
    return subject


def meanings(subject: Subject) -> list[tuple[Place, ...]]:
    """What each reference of a map means, by paths."""
    return [tuple(item.path for item in one.meant) for one in find_references(subject)]


def codes(file: Path, text: bytes | None) -> Counter[object]:
    outcome = run(over(file, text), [file], Selection(("CJ",)))
    return Counter(
        # Of keys that name somebody the words are others.
        (one.code, one.severity, tuple(slug(str(step)) for step in one.path))
        for finding in outcome.findings
        for one in finding.members or (finding,)
    )


def renamed(file: Path, text: bytes) -> bytes:
    """A map in which everything is called otherwise that is not the library's."""
    session = over(file, text)
    subject, tree = session.subject(file), session.document(file).tree
    assert subject is not None
    edits: list[Edit] = []
    for number, item in enumerate(subject.index.places.values()):
        if item.external:
            continue
        for path in ((*item.path, _NAMES.get(item.kind, "name")), item.path):
            if tree.scalar_at(path) is not None and not tree.is_repeated(path):
                with contextlib.suppress(EditRefused):
                    edits += edit.set_value(tree, path, f"Zz {number} zz")
                break
    return edit.apply(tree.source.text, dict.fromkeys(edits)).encode("utf-8")


@pytest.mark.parametrize("file", MAPS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_reference_means_what_it_did_whatever_things_are_called(file: Path) -> None:
    text, complete = identify(file)
    if text is None:
        return
    meant = meanings(subject_of(file, None))
    assert meanings(subject_of(file, text)) == meant
    assert identify(file, text)[0] is None
    if complete:
        again = meanings(subject_of(file, renamed(file, text)))
        assert [new for new, old in zip(again, meant, strict=True) if len(old) == 1] == [
            old for old in meant if len(old) == 1
        ]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: str(file.relative_to(ROOT)))
def test_what_is_found_in_a_map_is_found_in_it_with_ids(file: Path) -> None:
    text, _ = identify(file)
    if text is not None:
        assert codes(file, text) == codes(file, None)


# Few names, so that many are alike, and ways to say which is meant.
_CALLED = st.sampled_from(("Web", "web", "Shop visit", "Tienda", "Ana", "1", "👍", "Web 2"))
_MEANT = st.one_of(
    _CALLED,
    st.sampled_from(
        "web shop-visit tienda ana stage-1 a/web b/web a/web-2 web/slow a-web ana-2 csat".split()
    ),
)
_TEXTS = st.lists(_MEANT, max_size=2)


def _thing(key: str, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A thing by its name alone, or a mapping that has an id at times."""
    whole = st.fixed_dictionaries(
        {key: _CALLED}, optional={"id": st.sampled_from(("web", "a-web", "x", "y", "z")), **more}
    )
    return st.one_of(_CALLED, whole, whole)


_PAIN = _thing("text", personas=_TEXTS, evidence=_TEXTS)
_PARTS: dict[str, st.SearchStrategy[Any]] = {
    "personas": _TEXTS,
    "emotions": st.dictionaries(_MEANT, st.integers(-2, 2), max_size=2),
    "lanes": st.dictionaries(_MEANT, st.just("said"), max_size=1),
    "quote": st.fixed_dictionaries(
        {"text": st.just("So")}, optional={"persona": _MEANT, "source": _MEANT}
    ),
    "evidence": _TEXTS,
    "pains": st.lists(_PAIN, max_size=2),
    "opportunities": st.lists(_thing("text", pains=_TEXTS), max_size=2),
    "metrics": st.lists(
        st.fixed_dictionaries(
            {"type": st.just("csat")}, optional={"name": _CALLED, "from": _MEANT}
        ),
        max_size=1,
    ),
}
_TOUCHPOINT = _thing("name", channel=_TEXTS, next=st.one_of(_MEANT, _TEXTS), **_PARTS)
_STAGE = _thing("name", touchpoints=st.lists(_TOUCHPOINT, max_size=4), **_PARTS)
_MAP = st.fixed_dictionaries(
    {
        "title": st.just("Buy"),
        "personas": st.lists(
            _thing("name", evidence=_TEXTS, channels=_TEXTS), min_size=1, max_size=3
        ),
        "stages": st.lists(_STAGE, min_size=1, max_size=3),
    },
    optional={
        "channels": st.lists(_thing("name"), max_size=3),
        "evidence": st.lists(_thing("title"), max_size=2),
        "lanes": st.lists(_thing("name"), max_size=2),
        "outcomes": st.lists(
            st.fixed_dictionaries(
                {"metric": st.one_of(_MEANT, st.just("a/csat")), "change": st.just(1)},
                optional={"opportunities": _TEXTS},
            ),
            max_size=2,
        ),
    },
)


def _is_outdone(index: Index, reference: Reference) -> bool:
    """Whether the id that somebody gave to a touchpoint means a stage where it is referred to."""
    item = reference.item
    return (
        item is not None
        and item.written
        and len(reference.kinds) > 1
        and meant_by(index, reference.kinds, item.id) != (item,)
    )


def test_a_touchpoint_whose_id_means_a_stage_is_referred_to_by_its_name() -> None:
    text = """title: Buy
personas: [{name: Ana, id: ana}]
stages:
  - name: Web
    touchpoints: [{name: Shop visit, id: web, metrics: [{type: conversion, from: Shop visit}]}]
  - name: Pay
    touchpoints: [{name: Till, metrics: [{type: conversion, from: Web}, {type: csat, personas: [Ana]}]}]
"""
    file = FOLDER / "a.journey.yaml"
    found = write_ids(over(file, text.encode()), file, Surroundings())
    assert found.source is not None and found.plan is not None
    assert "from: Shop visit" in found.source.text
    assert "personas: [ana]" in found.source.text
    ((name, reason),) = found.plan.kept
    assert name == "Shop visit"
    assert reason.render("en") == "Its id `web` means a stage where it is referred to."


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(_MAP, st.booleans())
def test_generated_maps_mean_what_they_did_whatever_things_are_called(
    map: dict[str, Any], flow: bool
) -> None:
    file = FOLDER / "generated.journey.yaml"
    dumped = yaml.safe_dump(map, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    before = dumped.encode("utf-8")
    text, complete = identify(file, before)
    if text is None:
        return
    meant = meanings(subject_of(file, before))
    assert meanings(subject_of(file, text)) == meant
    assert identify(file, text)[0] is None
    subject = subject_of(file, before)
    if any(_is_outdone(subject.index, one) for one in find_references(subject)):
        assert not complete
        return
    assert complete
    keys = [(one.path[:-1], one.meant) for one in find_references(subject) if is_key(one.path)]
    if subject.index.duplicates or len(set(keys)) < len(keys):
        # Two with one id, or one who is named twice at a place: that must be mended first.
        return
    again = meanings(subject_of(file, renamed(file, text)))
    assert [new for new, old in zip(again, meant, strict=True) if len(old) == 1] == [
        old for old in meant if len(old) == 1
    ]
