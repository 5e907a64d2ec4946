from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from cjmap.facts.channels import find_channel
from cjmap.facts.index import Index, candidates, resolve
from cjmap.facts.naming import name_things
from cjmap.facts.things import Things
from cjmap.findings.source import Source
from cjmap.loading.document import Document
from cjmap.loading.loader import load_text
from cjmap.model.channel import Channel
from cjmap.model.evidence import Evidence
from cjmap.model.journey import Journey
from cjmap.model.lane import Lane
from cjmap.model.library import Library
from cjmap.model.persona import Persona
from cjmap.text.scalars import Plain
from tests.model.schema.maps import load

E = TypeVar("E", Persona, Channel, Evidence, Lane)


def read(text: str) -> Index:
    document: Document = load(text)
    assert document.problems == (), [str(problem.message) for problem in document.problems]
    assert document.journey is not None
    return name_things(document.journey, Library())[0]


def ids(index: Index, kind: str) -> list[str]:
    return [item.id for item in index.items[kind]]


def meant(index: Index, kind: str, reference: str) -> list[str]:
    """What a reference could mean, by the longer ids."""
    return [item.id for item in candidates(index, kind, reference)]


TWO_WEBS = """\
title: Coat
personas: [Laura]
stages:
  - name: Consideration
    touchpoints:
      - Web
      - name: Shop
        id: store
  - name: Purchase
    touchpoints:
      - name: Web
        pains: [Slow]
      - name: Pay
        pains: [Slow, Dear]
"""


def test_a_default_id_is_the_way_down_to_the_thing_and_a_written_one_itself() -> None:
    index = read(TWO_WEBS)
    assert ids(index, "stage") == ["consideration", "purchase"]
    assert ids(index, "touchpoint") == [
        "consideration/web",
        "store",
        "purchase/web",
        "purchase/pay",
    ]
    assert ids(index, "pain") == ["purchase/web/slow", "purchase/pay/slow", "purchase/pay/dear"]


def test_a_short_reference_that_fits_several_lists_them() -> None:
    index = read(TWO_WEBS)
    assert meant(index, "touchpoint", "web") == ["consideration/web", "purchase/web"]
    assert meant(index, "touchpoint", "Web") == ["consideration/web", "purchase/web"]
    assert resolve(index, "touchpoint", "web") is None
    assert meant(index, "touchpoint", "purchase/web") == ["purchase/web"]


@pytest.mark.parametrize(
    ("kind", "reference", "long"),
    [
        ("touchpoint", "pay", "purchase/pay"),
        ("touchpoint", "purchase/pay", "purchase/pay"),
        ("touchpoint", "Pay", "purchase/pay"),
        ("touchpoint", "store", "store"),
        ("touchpoint", "Shop", "store"),
        ("touchpoint", "consideration/store", "store"),
        ("pain", "dear", "purchase/pay/dear"),
        ("pain", "purchase/pay/dear", "purchase/pay/dear"),
        ("stage", "Purchase", "purchase"),
        ("persona", "Laura", "laura"),
        ("persona", "laura", "laura"),
    ],
)
def test_an_id_its_longer_form_or_a_name_alone_refers(kind: str, reference: str, long: str) -> None:
    assert meant(read(TWO_WEBS), kind, reference) == [long]


@pytest.mark.parametrize("reference", ["PAY", "purchase", "pay/slow", "/pay", ""])
def test_nothing_else_refers(reference: str) -> None:
    assert meant(read(TWO_WEBS), "touchpoint", reference) == []


def test_a_default_id_that_meets_a_written_one_gives_way() -> None:
    index = read(
        "title: C\npersonas: [A]\nstages:\n  - name: One\n    touchpoints: [Web]\n"
        "  - name: Two\n    touchpoints:\n      - Web\n      - name: Site\n        id: web\n"
    )
    # What is somebody's id means that one: `web` the written one, `two/web` the other.
    assert ids(index, "touchpoint") == ["one/web", "two/web", "web"]
    assert meant(index, "touchpoint", "web") == ["web"]
    assert meant(index, "touchpoint", "two/web") == ["two/web"]
    assert meant(index, "touchpoint", "Site") == ["web"]
    assert meant(index, "touchpoint", "Web") == ["one/web", "two/web"]


def test_a_thing_elsewhere_moves_nobodys_id() -> None:
    before = read(TWO_WEBS)
    after = read(
        TWO_WEBS + "  - name: After\n    touchpoints: [Pay, {name: Look, pains: [Dear]}]\n"
    )
    for kind in ("touchpoint", "pain"):
        assert ids(after, kind)[: len(ids(before, kind))] == ids(before, kind)
    assert meant(before, "touchpoint", "pay") == ["purchase/pay"]
    assert meant(after, "touchpoint", "pay") == ["purchase/pay", "after/pay"]


def test_what_a_mac_writes_means_the_same() -> None:
    index = read(
        "title: C\npersonas: [Jose\u0301]\nstages:\n  - name: Petici\u00f3n\n"
        "    touchpoints: [{name: Look, id: \u30ab\u3099\u30b9}]\n"
    )
    assert meant(index, "persona", "Jos\u00e9") == meant(index, "persona", "Jose\u0301") == ["jose"]
    assert meant(index, "stage", "Peticio\u0301n") == ["peticion"]
    assert ids(index, "touchpoint") == ["\u30ac\u30b9"]
    assert meant(index, "touchpoint", "\u30ab\u3099\u30b9") == ["\u30ac\u30b9"]
    assert meant(index, "touchpoint", "\u30ac\u30b9") == ["\u30ac\u30b9"]


def test_what_even_so_collides_is_numbered_in_the_order_of_the_file() -> None:
    index = read(
        "title: C\npersonas: [Ana, Ana, {name: Bo, id: ana-2}, Ana]\n"
        "stages:\n  - name: Buy\n    touchpoints: [Web, Web, Web]\n  - Buy\n"
    )
    assert ids(index, "persona") == ["ana", "ana-3", "ana-2", "ana-4"]
    assert ids(index, "stage") == ["buy", "buy-2"]
    assert ids(index, "touchpoint") == ["buy/web", "buy/web-2", "buy/web-3"]
    assert meant(index, "touchpoint", "web") == ["buy/web", "buy/web-2", "buy/web-3"]
    assert meant(index, "persona", "Ana") == ["ana", "ana-3", "ana-4"]


def test_what_has_no_letters_is_named_by_its_place() -> None:
    index = read(
        'title: C\npersonas: ["🙂"]\nstages:\n  - "…"\n  - name: "!"\n    touchpoints: ["?"]\n'
    )
    assert ids(index, "persona") == ["persona-1"]
    assert ids(index, "stage") == ["stage-1", "stage-2"]
    assert ids(index, "touchpoint") == ["stage-2/touchpoint-1"]
    assert meant(index, "stage", "…") == ["stage-1"]


def test_equal_written_ids_are_told_once_each() -> None:
    index = read(
        "title: C\npersonas: [A]\nstages:\n  - {name: One, id: x}\n  - {name: Two, id: x}\n"
        "  - {name: Three, id: x}\n"
    )
    assert [(first.name, second.name) for first, second in index.duplicates] == [
        ("One", "Two"),
        ("One", "Three"),
    ]
    # A thing of another kind may be called the same.
    assert (
        read("title: C\npersonas: [{name: A, id: x}]\nstages: [{name: B, id: x}]\n").duplicates
        == ()
    )


def test_a_metric_need_be_unique_only_where_it_stands() -> None:
    index = read(
        "title: C\npersonas: [A]\nmetrics: [{type: nps}]\nstages:\n  - name: One\n"
        "    metrics: [{type: nps}, {type: nps}, {type: csat, name: Happy}]\n"
    )
    assert ids(index, "metric") == ["nps", "one/nps", "one/nps-2", "one/happy"]
    assert [item.id for item in index.items["metric"]] == [
        *("nps", "one/nps", "one/nps-2", "one/happy")
    ]
    assert index.duplicates == ()


LIBRARY = Library(
    personas=(
        Persona.model_validate({"name": "Laura Ríos", "role": "Buyer"}),
        Persona.model_validate({"name": "Jorge", "id": "j"}),
    ),
    channels=(Channel.model_validate({"name": "Pop-up", "type": "physical"}),),
    evidence=(
        Evidence.model_validate({"title": "Talks", "n": 8}),
        Evidence.model_validate({"title": "Numbers", "id": "own"}),
    ),
    lanes=(Lane.model_validate({"name": "Questions", "help": "to be asked"}),),
)


def with_library(text: str) -> tuple[Index, Things]:
    document = load_text(Source("a", text), load(text).file)
    assert document.journey is not None
    return name_things(document.journey, LIBRARY)


def test_bare_text_that_is_the_id_or_the_name_of_a_shared_persona_is_that_persona() -> None:
    index, things = with_library(
        "title: C\npersonas: [laura-rios, Laura Ríos, j, Nora]\nstages: [A]\n"
    )
    roles = [persona.role for _, persona in things.personas]
    assert [item.external for item in index.items["persona"]] == [True, True, True, False]
    assert roles == ["Buyer", "Buyer", None, None]
    assert ids(index, "persona") == ["laura-rios", "laura-rios-2", "j", "nora"]


@pytest.mark.parametrize("written", ["Jorge", "jorge", "{name: Jorge, evidence: [own]}"])
def test_a_name_that_is_one_shared_personas_alone_means_it(written: str) -> None:
    index, _ = with_library(f"title: C\npersonas: [{written}]\nstages: [A]\n")
    assert [(item.id, item.external) for item in index.items["persona"]] == [("j", True)]
    assert resolve(index, "persona", "Jorge") == resolve(index, "persona", "j")


def read_all(model: type[E], ones: list[dict[str, str]]) -> tuple[E, ...]:
    return tuple(map(model.model_validate, ones))


@pytest.mark.parametrize(
    ("key", "name_key", "shelve"),
    [
        ("personas", "name", lambda ones: Library(personas=read_all(Persona, ones))),
        ("channels", "name", lambda ones: Library(channels=read_all(Channel, ones))),
        ("evidence", "title", lambda ones: Library(evidence=read_all(Evidence, ones))),
        ("lanes", "name", lambda ones: Library(lanes=read_all(Lane, ones))),
    ],
)
def test_a_name_means_a_shared_thing_of_every_kind(
    key: str, name_key: str, shelve: Callable[[list[dict[str, str]]], Library]
) -> None:
    def external(written: str, *names: str) -> list[bool]:
        library = shelve([{"id": f"one-{n}", name_key: name} for n, name in enumerate(names)])
        other = "" if key == "personas" else "personas: [A]\n"
        document = load(f"title: C\n{other}stages: [B]\n{key}: [{written}]\n")
        assert document.journey is not None
        kind = key.removesuffix("s")
        return [item.external for item in name_things(document.journey, library)[0].items[kind]][:1]

    assert external("Night work", "Night work") == [True]
    assert external(f"{{{name_key}: Night work, x-a: 1}}", "Night work") == [True]
    assert external(f"{{{name_key}: Night work, id: mine}}", "Night work") == [False]
    assert external("Night work", "Night work", "night work") == [False]


def test_a_persona_of_the_map_with_more_than_a_name_is_the_maps_own() -> None:
    _, things = with_library(
        "title: C\npersonas: [{name: Laura Ríos, role: Seller}]\nstages: [A]\n"
    )
    ((item, persona),) = things.personas
    assert (item.external, persona.role) == (False, "Seller")


def test_shared_evidence_and_channels_serve_unless_the_map_has_its_own() -> None:
    index, _ = with_library(
        "title: C\npersonas: [A]\nstages: [B]\nevidence: [{title: Mine, id: own, n: 3}]\n"
    )
    assert [(item.id, item.external) for item in index.items["evidence"]] == [
        ("own", False),
        ("talks", True),
    ]
    assert resolve(index, "evidence", "own") is index.items["evidence"][0]
    assert find_channel(index.channels, "pop-up").type == "physical"


def test_the_index_needs_no_file() -> None:
    journey = Journey.model_validate(
        {"title": "C", "personas": ["A"], "stages": [{"name": "B", "emotion": Plain("1")}]}
    )
    assert ids(name_things(journey, Library())[0], "stage") == ["b"]


def test_a_channel_by_name_alone_is_the_librarys_and_one_with_more_takes_its_place() -> None:
    def kind(channel: dict[str, str]) -> str | None:
        journey = Journey.model_validate(
            {"title": "C", "personas": ["A"], "stages": [{"name": "B"}], "channels": [channel]}
        )
        return find_channel(name_things(journey, LIBRARY)[0].channels, "pop-up").type

    assert kind({"name": "Pop-up"}) == kind({"name": "Stand", "id": "pop-up"}) == "physical"
    assert kind({"name": "Pop-up", "type": "digital"}) == "digital"


@pytest.mark.parametrize("called", ["id: {id}", "{name_key}: {name}"])
@pytest.mark.parametrize(
    ("key", "name_key", "id", "name", "more"),
    [
        (
            "personas",
            "name",
            "laura-rios",
            "Laura Ríos",
            "evidence: [talks], match: {segment: {a: b}}",
        ),
        ("channels", "name", "pop-up", "Pop-up", "x-desk: 3"),
        ("evidence", "title", "talks", "Talks", "x-room: 4"),
        ("lanes", "name", "questions", "Questions", "texts: [Why?]"),
    ],
)
def test_what_a_library_holds_is_added_to_by_its_id_or_its_name(
    called: str, key: str, name_key: str, id: str, name: str, more: str
) -> None:
    called = called.format(name_key=name_key, id=id, name=name)
    rest = "" if key == "personas" else "personas: [Nora]\n"
    _, things = with_library(f"title: C\n{rest}stages: [A]\n{key}:\n  - {{{called}, {more}}}\n")
    item, thing = next(iter(getattr(things, key)))
    shared = getattr(LIBRARY, key)[0]
    assert (item.external, item.name, item.path) == (True, name, (key, 0))
    assert thing.model_copy(
        update={"match": None, "evidence": None, "extensions": {}, "texts": None}
    ) == shared.model_copy(update={"match": None, "evidence": None, "texts": None})
    assert thing.written > shared.written


def test_what_no_library_knows_is_called_by_its_id() -> None:
    _, things = with_library("title: C\npersonas: [{id: nobody}]\nstages: [A]\n")
    ((item, persona),) = things.personas
    assert (item.external, item.name, persona.is_named) == (False, "nobody", False)


def test_what_a_map_adds_stands_before_what_the_library_says() -> None:
    """So that a finding about the first of them stands where the map wrote it."""
    library = Library(personas=(Persona.model_validate({"name": "Laura", "evidence": ["talks"]}),))
    text = "title: C\npersonas: [{id: laura, evidence: [own, talks]}]\nstages: [A]\n"
    document = load_text(Source("a", text), load(text).file)
    assert document.journey is not None
    _, things = name_things(document.journey, library)
    assert [persona.evidence for _, persona in things.personas] == [("own", "talks")]
