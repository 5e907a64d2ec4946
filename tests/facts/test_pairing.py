"""Two journeys paired."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from cjmap.check import Session
from cjmap.facts.naming import name_things
from cjmap.facts.pairing import LIKE_ENOUGH, How, Pairing, pair
from cjmap.facts.things import Things
from cjmap.model.library import Library
from cjmap.vocabulary.maps import Thing
from tests.facts.given import TODAY
from tests.model.schema.maps import load

EXAMPLES = Path(__file__).parents[2] / "examples"


def things(text: str) -> Things:
    document = load(textwrap.dedent(text))
    assert document.problems == (), [str(problem.message) for problem in document.problems]
    assert document.journey is not None
    return name_things(document.journey, Library())[1]


def shown(pairing: Pairing, kind: Thing) -> list[str]:
    """The pairs of a kind as `old = new (how)`, then what stands on one side alone."""
    found = pairing.matches[kind]
    return [
        *(f"{one.old.id} = {one.new.id} ({one.how})" for one in found.pairs),
        *(f"- {item.id}" for item in found.only_old),
        *(f"+ {item.id}" for item in found.only_new),
    ]


OLD = """
    title: Buy a coat
    personas: [Laura, {name: Jorge, id: j}]
    evidence: [{title: Eight interviews, type: interview, date: 2026-01-01, n: 8}]
    stages:
      - name: Decide
        goal: To find the coat that fits
        touchpoints:
          - name: Ask about sizes
            channel: whatsapp
            does: [Asks how the coat runs, Waits for an answer]
            thoughts: Nobody is there after six
            pains:
              - {text: Nobody answers after six in the evening, severity: 4}
            metrics: [{type: csat, value: 60}]
          - {name: Cart, id: cart, channel: web}
      - name: Buy
        goal: To have it paid and on its way
        description: From the full cart to the mail that confirms the order and names a day
        touchpoints:
          - name: Pay
            channel: web
            does: [Types the number of the card]
            metrics: [{type: csat, value: 70}]
          - name: Leaflet
"""
NEW = """
    title: Buy a coat
    personas: [Jorge Luis, Laura]
    evidence: [{title: 8 interviews with buyers, type: interview, date: 2026-01-01, n: 8}]
    stages:
      - name: Purchase
        goal: To have it paid and on its way
        description: From the full cart to the mail that confirms the order and names a day
        touchpoints:
          - name: Payment
            channel: web
            does: [Types the number of the card]
            metrics: [{type: csat, value: 80}]
          - name: Size adviser
            channel: whatsapp
            does: [Asks how the coat runs, Waits for an answer]
            thoughts: Nobody is there after six
            pains:
              - {text: Nobody answers after six in the evening, severity: 4}
          - {name: Basket, id: cart, channel: web}
      - name: Decide
        goal: To find the coat that fits
      - name: Return
        touchpoints: [{name: Parcel shop, metrics: [{type: csat, value: 60}]}]
"""


def test_what_is_which_by_id_name_and_likeness() -> None:
    pairing = pair(things(OLD), things(NEW))
    assert shown(pairing, Thing.STAGE) == [
        "decide = decide (name)",
        "buy = purchase (likeness)",
        "+ return",
    ]
    # Renamed and moved to another stage, and still the same touchpoint.
    assert shown(pairing, Thing.TOUCHPOINT) == [
        "decide/ask-about-sizes = purchase/size-adviser (likeness)",
        "cart = cart (id)",
        "buy/pay = purchase/payment (likeness)",
        "- buy/leaflet",
        "+ return/parcel-shop",
    ]
    # Its pain has gone with it.
    assert shown(pairing, Thing.PAIN) == [
        "decide/ask-about-sizes/nobody-answers-after-six-in-the-evening = "
        "purchase/size-adviser/nobody-answers-after-six-in-the-evening (name)"
    ]
    assert shown(pairing, Thing.EVIDENCE) == [
        "eight-interviews = 8-interviews-with-buyers (likeness)"
    ]
    # `csat` is the type of three metrics: only where it stands is it the same one.
    assert shown(pairing, Thing.METRIC) == [
        "buy/pay/csat = purchase/payment/csat (name)",
        "- decide/ask-about-sizes/csat",
        "+ return/parcel-shop/csat",
    ]


def test_each_side_finds_the_other() -> None:
    old, new = things(OLD), things(NEW)
    pairing = pair(old, new)
    for found in pairing.matches.values():
        for one in found.pairs:
            assert pairing.new_of[one.old.path] == one.new
            assert pairing.old_of[one.new.path] == one.old
        assert not any(item.path in pairing.new_of for item in found.only_old)
        assert not any(item.path in pairing.old_of for item in found.only_new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # A written id says more than a name.
        ("[{name: A, id: x}, B]", "[{name: B, id: x}, A]", ["x = x (id)", "- b", "+ a"]),
        # The id that a name gave may be written when the name changes.
        ("[Checkout]", "[{name: Till, id: checkout}]", ["checkout = checkout (id)"]),
        ("[{name: Till, id: checkout}]", "[Checkout]", ["checkout = checkout (id)"]),
        # Another written id is no other thing where the name is the same.
        ("[{name: A, id: x}]", "[{name: A, id: y}]", ["x = y (name)"]),
        # Two written ids are two things, however alike.
        ("[{name: Checkout, id: x}]", "[{name: Chekout, id: y}]", ["- x", "+ y"]),
        # Accents, capitals and the form of Unicode change no name.
        ("[Año]", "[ANO]", ["ano = ano (name)"]),
        ('["An\\u0303o"]', "[Año]", ["ano = ano (name)"]),
        # A slip of the pen.
        ("[Checkout]", "[Chekout]", ["checkout = chekout (likeness)"]),
        ("[Checkout]", "[Unboxing]", ["- checkout", "+ unboxing"]),
        # Of several of one name the order decides when nothing else does.
        ("[A, A]", "[A, A, A]", ["a = a (name)", "a-2 = a-2 (name)", "+ a-3"]),
        ('["?"]', '["?", "!"]', ["touchpoint-1 = touchpoint-1 (name)", "+ touchpoint-2"]),
    ],
)
def test_what_comes_first(old: str, new: str, expected: list[str]) -> None:
    head = "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints: "
    pairing = pair(things(head + old), things(head + new))
    assert [row.replace("s/", "") for row in shown(pairing, Thing.TOUCHPOINT)] == expected


def test_of_several_of_one_name_those_in_paired_places_go_first() -> None:
    old = "title: T\npersonas: [Ana]\nstages:\n  - {name: A, pains: [Slow]}\n  - {name: B, pains: [Slow]}\n"
    new = "title: T\npersonas: [Ana]\nstages:\n  - {name: B, pains: [Slow]}\n  - {name: C}\n  - {name: A, pains: [Slow]}\n"
    assert shown(pair(things(old), things(new)), Thing.PAIN) == [
        "a/slow = a/slow (name)",
        "b/slow = b/slow (name)",
    ]


BARE = """
    title: Buy a coat
    personas: [Laura]
    stages:
      - name: Look
        touchpoints:
          - {name: Shop, channel: store, emotion: 0}
          - {name: Catalogue, channel: web, does: Looks at the coat}
      - name: Buy
        touchpoints:
          - {name: Till, channel: [store, web], emotion: -1}
          - {name: Receipt, channel: email}
"""


def test_what_is_called_otherwise_throughout_is_known_by_its_shape() -> None:
    new = BARE
    for old, name in (
        *(("Look\n", "Discover\n"), ("Buy\n", "Purchase\n"), ("Shop", "Showroom")),
        *(("Catalogue", "Home page"), ("Till", "Checkout"), ("Receipt", "Invoice")),
        *(("[store, web]", "[web, store]"), ("emotion: 0", "emotion: -2")),
    ):
        new = new.replace(old, name)
    pairing = pair(things(BARE), things(new))
    assert shown(pairing, Thing.STAGE) == [
        "look = discover (shape)",
        "buy = purchase (shape)",
    ]
    assert shown(pairing, Thing.TOUCHPOINT) == [
        "look/shop = discover/showroom (shape)",
        "look/catalogue = discover/home-page (likeness)",
        "buy/till = purchase/checkout (shape)",
        "buy/receipt = purchase/invoice (shape)",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Two could be meant.
        ("{name: Till, channel: store}", "{name: A, channel: store}, {name: B, channel: store}"),
        # They say something else, or one of them says nothing.
        (
            "{name: Chat, channel: chat, does: Asks a machine}",
            "{name: Adviser, channel: chat, does: Talks with Ana}",
        ),
        ("{name: Till, channel: store, does: Pays}", "{name: Adviser, channel: store}"),
        # Nothing is known of where they are met, or two ids are written.
        ("{name: Till}", "{name: Adviser}"),
        ("{name: Till, id: x, channel: store}", "{name: Adviser, id: y, channel: store}"),
    ],
)
def test_a_shape_that_may_be_anothers_pairs_nothing(old: str, new: str) -> None:
    head = "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints: "
    pairing = pair(things(f"{head}[{old}]\n"), things(f"{head}[{new}]\n"))
    assert pairing.matches[Thing.TOUCHPOINT].pairs == ()


def test_how_alike_two_are_is_said_where_that_has_paired_them() -> None:
    pairing = pair(things(OLD), things(NEW))
    pairs = [one for found in pairing.matches.values() for one in found.pairs]
    by_likeness = [one.likeness for one in pairs if one.how is How.LIKENESS]
    assert by_likeness
    assert all(one is not None and LIKE_ENOUGH <= one <= 1 for one in by_likeness)
    assert {one.likeness for one in pairs if one.how is not How.LIKENESS} == {None}


def test_two_of_one_name_may_be_no_pair_for_all_that() -> None:
    """A metric is bound to its type, and to where it stands."""
    head = "title: T\npersonas: [Ana]\nstages:\n"
    old = head + "  - {name: A, metrics: [{name: Index, type: csat, value: 60}]}\n  - name: B\n"
    other = old.replace("csat", "nps")
    moved = head + "  - name: A\n  - {name: B, metrics: [{name: Index, type: csat, value: 60}]}\n"
    for new in (other, moved):
        found = pair(things(old), things(new)).matches[Thing.METRIC]
        assert found.pairs == ()
        assert len(found.only_old) == len(found.only_new) == 1


# --- properties ------------------------------------------------------------------------------


class Spot(NamedTuple):
    """A touchpoint of a drawn map."""

    name: str
    does: tuple[str, ...]
    pains: tuple[str, ...]
    channel: str | None
    id: str | None


WORDS = ("coat", "size", "pay", "card", "wait", "till", "parcel", "return", "ask", "help")
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
spots = st.builds(
    Spot,
    phrases,
    st.lists(phrases, max_size=2).map(tuple),
    st.lists(phrases, max_size=2).map(tuple),
    st.sampled_from([None, "web", "store"]),
    st.sampled_from([None, None, "x", "y", "z"]),
)
maps = st.lists(st.tuples(phrases, st.lists(spots, max_size=4)), min_size=1, max_size=3)
Map = list[tuple[str, list[Spot]]]


def written(map: Map) -> str:
    lines = ["title: T", "personas: [Ana, Leo]", "stages:"]
    for name, inside in map:
        lines += [f"  - name: {name}", "    touchpoints:"] if inside else [f"  - name: {name}"]
        for spot in inside:
            lines.append(f"      - name: {spot.name}")
            lines.append(f"        does: [{', '.join(spot.does)}]")
            lines.append(f"        pains: [{', '.join(spot.pains)}]")
            lines += [f"        channel: {spot.channel}"] if spot.channel else []
            lines += [f"        id: {spot.id}"] if spot.id else []
    return "\n".join(lines) + "\n"


@settings(max_examples=150, deadline=None)
@drawn(maps)
def test_a_journey_is_itself(map: Map) -> None:
    one = things(written(map))
    for found in pair(one, one).matches.values():
        assert found.only_old == found.only_new == ()
        assert all(two.old == two.new and two.likeness is None for two in found.pairs)


@settings(max_examples=150, deadline=None)
@drawn(maps, maps)
def test_swapped_sides_swap_the_pairs(old: Map, new: Map) -> None:
    there, back = (
        pair(things(written(old)), things(written(new))),
        pair(things(written(new)), things(written(old))),
    )
    for kind, found in there.matches.items():
        turned = back.matches[kind]
        assert {(p.old, p.new, p.how, p.likeness) for p in found.pairs} == {
            (p.new, p.old, p.how, p.likeness) for p in turned.pairs
        }
        assert found.only_old == turned.only_new
        assert found.only_new == turned.only_old


def single(map: Map) -> Map:
    """The map without names and ids that it has used before."""
    seen: set[str] = set()

    def is_new(name: str | None) -> bool:
        fresh = name is None or name not in seen
        seen.add(name or "")
        return fresh

    stages: Map = []
    for name, inside in map:
        if is_new(f"stage {name}"):
            kept = [spot for spot in inside if is_new(spot.name) and is_new(spot.id)]
            stages.append(
                (
                    name,
                    [
                        spot._replace(pains=tuple(p for p in spot.pains if is_new(f"pain {p}")))
                        for spot in kept
                    ],
                )
            )
    return stages


@settings(max_examples=150, deadline=None)
@drawn(maps, maps, st.randoms(use_true_random=False))
def test_the_order_of_the_file_pairs_nothing_else(old: Map, new: Map, dice: random.Random) -> None:
    old, new = single(old), single(new)
    shuffled = [(name, dice.sample(inside, len(inside))) for name, inside in new]
    dice.shuffle(shuffled)

    def named(pairing: Pairing) -> dict[str, set[tuple[str, str, str, float | None]]]:
        return {
            kind: {(p.old.id, p.new.id, p.how, p.likeness) for p in found.pairs}
            for kind, found in pairing.matches.items()
        }

    before = things(written(old))
    assert named(pair(before, things(written(new)))) == named(
        pair(before, things(written(shuffled)))
    )


# --- real maps -------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*/*-despues.journey.yaml")), ids=str)
def test_the_examples_and_what_became_of_them(file: Path) -> None:
    session = Session(today=TODAY)
    later = session.subject(file)
    assert later is not None
    earlier = later.baseline
    assert earlier is not None
    pairing = pair(earlier.things, later.things)
    # The stages and the touchpoints that go on are known again.
    assert len(pairing.matches[Thing.STAGE].pairs) == len(earlier.journey.stages)
    assert pairing.matches[Thing.TOUCHPOINT].pairs


def test_many_things_are_paired_in_time() -> None:
    lines = [f"      - {{name: Step {n}, pains: [Slow, Pain {n}]}}" for n in range(400)]
    text = "title: T\npersonas: [Ana]\nstages:\n  - name: S\n    touchpoints:\n" + "\n".join(lines)
    one = things(text + "\n")
    found = pair(one, one)
    assert len(found.matches[Thing.PAIN].pairs) == 800
    assert all(two.old == two.new for two in found.matches[Thing.PAIN].pairs)
