"""Two branches of a map joined: what comes out, what clashes, and what is never lost."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from cjmap.check.validating import validate
from cjmap.compare.merging.entries import say
from cjmap.compare.merging.merge import Merged, merge
from cjmap.compare.merging.rendering import Markers
from cjmap.compare.merging.wording import tell_conflict, tell_doubled
from cjmap.findings import Severity
from cjmap.findings.source import Source
from cjmap.formatting.formatting import format_source
from cjmap.project import Project
from cjmap.text.notes import comments
from tests.compare.branches import Branches, bases, make, parse, sorted_through
from tests.facts.given import TODAY

FILE = Path("coat.journey.yaml")
BASE = """\
title: Buy a coat
updated: 2026-01-01
personas: [Laura, Jorge]
stages:
  - name: Decide
    touchpoints:
      - name: Ask
        channel: whatsapp
        emotion: 1
        pains:
          - Slow
      - name: Cart   # the cart
        channel: web

  - name: Buy
    touchpoints:
      - name: Pay
        emotion: -1
"""
CART = "      - name: Cart   # the cart\n        channel: web\n"
PAY = "      - name: Pay\n        emotion: -1\n"


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def join(base: str, ours: str, theirs: str, markers: Markers | None = None) -> Merged:
    return merge(base.encode(), ours.encode(), theirs.encode(), file=FILE, markers=markers)


def joined(base: str, ours: str, theirs: str) -> str:
    """What comes out where nothing clashes."""
    found = join(base, ours, theirs)
    assert found.reason is None, str(found.reason)
    assert not found.conflicts
    assert found.data is not None
    return found.data.decode()


def clash(base: str, ours: str, theirs: str) -> tuple[str, list[str]]:
    """What comes out where something clashes, and what is said of it."""
    found = join(base, ours, theirs)
    assert found.data is not None, str(found.reason)
    return found.data.decode(), [tell_conflict(one).render() for one in found.conflicts]


# -- what is joined ---------------------------------------------------------------------------------


def test_fields_of_one_touchpoint_on_neighbouring_lines() -> None:
    ours = changed(BASE, ("emotion: 1", "emotion: 2"))
    theirs = changed(BASE, ("whatsapp", "chat"))
    assert joined(BASE, ours, theirs) == changed(ours, ("whatsapp", "chat"))


def test_what_both_add_at_one_place_stands_as_ours_then_theirs_with_its_comments() -> None:
    ours = changed(BASE, ("          - Slow\n", "          - Slow\n          - Ours\n"))
    theirs = changed(BASE, ("- Slow\n", "- Slow\n          # why\n          - Theirs  # so\n"))
    assert joined(BASE, ours, theirs) == changed(
        ours, ("- Ours\n", "- Ours\n          # why\n          - Theirs  # so\n")
    )


def test_lists_in_brackets_are_joined_in_brackets() -> None:
    ours = changed(BASE, ("Jorge]", "Jorge, Ana]"))
    theirs = changed(BASE, ("Jorge]", "Jorge, Bob]"))
    assert joined(BASE, ours, theirs) == changed(BASE, ("Jorge]", "Jorge, Ana, Bob]"))


def test_a_text_that_stands_alone_and_a_list_are_joined_as_a_list() -> None:
    ours = changed(BASE, ("channel: whatsapp", "channel: [whatsapp, web]"))
    theirs = changed(BASE, ("channel: whatsapp", "channel: email"))
    assert "channel: [web, email]\n" in joined(BASE, ours, theirs)


def test_a_shorthand_and_its_long_form_are_joined() -> None:
    ours = changed(BASE, ("- Slow", "- text: Slow\n            severity: 4"))
    theirs = changed(BASE, ("- Slow", "- {text: Slow, owner: Ana}"))
    said = say(parse(joined(BASE, ours, theirs)).root)  # type: ignore[arg-type]
    assert "{'text': 'Slow', 'severity': ('4',), 'owner': 'Ana'}" in repr(said)


@pytest.mark.parametrize("swapped", [False, True])
def test_one_moves_a_touchpoint_to_another_stage_and_the_other_edits_it(swapped: bool) -> None:
    moved = changed(BASE, (CART, ""), (PAY, PAY + CART))
    edited = changed(BASE, ("channel: web", "channel: app"))
    sides = (edited, moved) if swapped else (moved, edited)
    assert joined(BASE, *sides) == changed(moved, ("channel: web", "channel: app"))


def test_a_comment_above_what_the_other_side_moves_goes_along() -> None:
    moved = changed(BASE, (CART, ""), (PAY, PAY + CART))
    noted = changed(BASE, (CART, f"      # mine\n{CART}"))
    assert joined(BASE, moved, noted) == changed(moved, (CART, f"      # mine\n{CART}"))


def test_one_renames_and_the_other_edits() -> None:
    ours = changed(BASE, ("name: Cart ", "name: Basket "))
    theirs = changed(BASE, ("channel: web", "channel: web\n        emotion: 0"))
    assert joined(BASE, ours, theirs) == changed(
        ours, ("channel: web", "channel: web\n        emotion: 0")
    )


@pytest.mark.parametrize("swapped", [False, True])
def test_one_writes_the_file_in_one_way_and_the_other_edits(swapped: bool) -> None:
    tidy = format_source(Source("", BASE)).text
    assert tidy is not None
    edited = changed(BASE, ("channel: web", "channel: app"), ("Jorge]", "Jorge, Ana]"))
    sides = (edited, tidy) if swapped else (tidy, edited)
    assert joined(BASE, *sides) == changed(
        tidy, ("channel: web", "channel: app"), ("  - Jorge\n", "  - Jorge\n  - Ana\n")
    )


def test_comments_of_both_sides_at_one_line_stay() -> None:
    ours = changed(BASE, ("channel: web", "channel: web  # ours"))
    theirs = changed(BASE, ("channel: web", "channel: app  # theirs"))
    text = joined(BASE, ours, theirs)
    assert "channel: app  # theirs\n" in text
    assert "# ours\n" in text
    told = [tell_doubled(one).render() for one in join(BASE, ours, theirs).doubled]
    assert told == ["“Decide” › “Cart” › channel: both sides wrote a comment, and both are kept"]
    assert join(BASE, ours, BASE.replace("# the cart", "# a cart")).doubled == ()


@pytest.mark.parametrize("swapped", [False, True])
def test_a_comment_that_one_side_takes_from_a_line_that_the_other_writes_anew_goes(
    swapped: bool,
) -> None:
    base = changed(BASE, ("channel: web", "channel: web  # soon more"))
    edited = changed(base, ("channel: web", "channel: app"))
    sides = (BASE, edited) if swapped else (edited, BASE)
    assert joined(base, *sides) == changed(BASE, ("channel: web", "channel: app"))


def test_the_later_day_of_two_is_taken() -> None:
    ours, theirs = (changed(BASE, ("2026-01-01", f"2026-0{n}-01")) for n in (2, 3))
    for sides in ((ours, theirs), (theirs, ours)):
        found = join(BASE, *sides)
        assert found.data == theirs.encode()
        assert found.later == ("2026-03-01", "2026-02-01")


def test_line_ends_and_the_mark_are_those_of_the_side_that_changed_them() -> None:
    ours = changed(BASE, ("emotion: 1", "emotion: 2"))
    theirs = changed(BASE, ("channel: web", "channel: app"))
    dos = ("\ufeff" + theirs).replace("\n", "\r\n").encode()
    found = merge(BASE.encode(), ours.encode(), dos, file=FILE)
    want = changed(ours, ("channel: web", "channel: app"))
    assert found.data == ("\ufeff" + want).replace("\n", "\r\n").encode()


def test_both_add_the_same() -> None:
    both = changed(BASE, ("- Slow\n", "- Slow\n          - New\n"))
    ours = changed(both, ("emotion: 1", "emotion: 2"))
    theirs = changed(both, ("channel: web", "channel: app"))
    assert joined(BASE, ours, theirs) == changed(ours, ("channel: web", "channel: app"))


def test_both_begin_the_map() -> None:
    ours = "title: Buy\npersonas: [Laura]\n"
    theirs = "title: Buy\npersonas: [Jorge]\nowner: Ana\n"
    assert joined("", ours, theirs) == "title: Buy\npersonas: [Laura, Jorge]\nowner: Ana\n"


def test_without_a_base_what_has_two_names_is_one_thing_and_a_conflict() -> None:
    theirs = changed(BASE, ("name: Ask", "name: Question"))
    text, told = clash("", BASE, theirs)
    assert told == ["“Decide” › “Ask” › name: ours says `Ask`, theirs says `Question`"]
    assert text.count("whatsapp") == 1


def test_both_turn_the_order_of_other_touchpoints() -> None:
    base = "title: A\npersonas: [L]\nstages:\n  - name: S\n    touchpoints:\n"
    listed = "".join

    def of(order: str) -> str:
        return base + listed(f"      - name: {name}\n" for name in order)

    assert joined(of("ABCDEF"), of("BACDEF"), of("ABCDFE")) == of("BACDFE")
    _, said = clash(of("ABC"), of("BAC"), of("ACB"))
    assert said == ["“S” › touchpoints: both sides moved the same items, each to another place"]


# -- what clashes -----------------------------------------------------------------------------------


def test_one_value_changed_by_both_is_marked_alone_and_named() -> None:
    ours = changed(BASE, ("emotion: 1", "emotion: 2"), ("Jorge]", "Jorge, Ana]"))
    theirs = changed(BASE, ("emotion: 1", "emotion: 0"), ("channel: web", "channel: app"))
    text, said = clash(BASE, ours, theirs)
    assert text == changed(
        ours,
        (
            "        emotion: 2\n",
            "<<<<<<< ours\n        emotion: 2\n=======\n        emotion: 0\n>>>>>>> theirs\n",
        ),
        ("channel: web", "channel: app"),
    )
    assert said == ["“Decide” › “Ask” › emotion: ours says `2`, theirs says `0`"]


def test_the_first_key_of_an_item_is_marked_with_its_dash() -> None:
    ours, theirs = (changed(BASE, ("name: Ask", f"name: Ask {who}")) for who in ("us", "them"))
    text, _ = clash(BASE, ours, theirs)
    assert (
        "<<<<<<< ours\n      - name: Ask us\n=======\n      - name: Ask them\n>>>>>>> theirs\n"
        "        channel: whatsapp\n"
    ) in text


@pytest.mark.parametrize("swapped", [False, True])
def test_one_takes_away_what_the_other_changes(swapped: bool) -> None:
    gone = changed(BASE, (CART, ""))
    edited = changed(BASE, ("channel: web", "channel: app"))
    kept = CART.replace("web", "app")
    text, said = clash(BASE, *((edited, gone) if swapped else (gone, edited)))
    sides = (kept, "") if swapped else ("", kept)
    assert f"<<<<<<< ours\n{sides[0]}=======\n{sides[1]}>>>>>>> theirs\n" in text
    assert said == [
        "“Decide” › “Cart”: ours changed it, theirs took it away"
        if swapped
        else "“Decide” › “Cart”: ours took it away, theirs changed it"
    ]


def test_both_add_a_thing_of_one_id_differently() -> None:
    ours = changed(BASE, (PAY, PAY + "      - {name: Thanks, emotion: 1}\n"))
    theirs = changed(BASE, (PAY, PAY + "      - {name: Thanks, emotion: 2}\n"))
    text, said = clash(BASE, ours, theirs)
    assert text.count("name: Thanks") == 2
    assert said == ["“Buy” › “Thanks” › emotion: ours says `1`, theirs says `2`"]


def test_a_scale_is_one_value() -> None:
    base = BASE + "emotion_scale: [1, 5]\n"
    ours, theirs = (changed(base, ("[1, 5]", new)) for new in ("[1, 7]", "[0, 10]"))
    _, said = clash(base, ours, theirs)
    assert said == ["emotion_scale: ours says `[1, 7]`, theirs says `[0, 10]`"]


def test_markers_have_the_size_and_the_names_that_git_gives() -> None:
    ours, theirs = (changed(BASE, ("emotion: 1", f"emotion: {n}")) for n in (0, 2))
    found = join(BASE, ours, theirs, markers=Markers(9, "HEAD", "topic"))
    assert found.data is not None
    assert "<<<<<<<<< HEAD\n" in found.data.decode()
    assert ">>>>>>>>> topic\n" in found.data.decode()


# -- what is left to lines --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("title: [\n", "theirs cannot be read: "),
        ("title: A\ntitle: B\n", "theirs cannot be read: "),
        ("- a\n", "theirs cannot be joined entry by entry: "),
        ('{"title": "A"}', "theirs cannot be joined entry by entry: It stands in brackets"),
        ("title: \udcff\n", "theirs cannot be read: The byte 0xFF is not UTF-8."),
    ],
)
def test_what_cannot_be_read_is_told(broken: str, said: str) -> None:
    ours = changed(BASE, ("emotion: 1", "emotion: 2"))
    found = merge(
        BASE.encode(), ours.encode(), broken.encode("utf-8", "surrogateescape"), file=FILE
    )
    assert found.data is None
    assert str(found.reason and found.reason.render()).startswith(said)


def test_an_alias_whose_anchor_the_other_side_changes_is_never_lost() -> None:
    base = changed(BASE, ("emotion: 1", "emotion: &mood {score: 1, label: Fine}"))
    ours = changed(base, ("label: Fine", "label: Good"))
    theirs = changed(base, ("emotion: -1", "emotion: *mood"))
    found = join(base, ours, theirs)
    if found.data is not None:
        text = found.data.decode()
        assert "*mood" in text
        assert "&mood" in text
        assert "Good" in text


# -- what always holds ------------------------------------------------------------------------------

TEXTS = bases()


@cache
def pair(number: int) -> Branches:
    return make(number, TEXTS)


@pytest.mark.parametrize("number", range(0, 200, 20))
def test_one_side_alone_is_taken_to_the_byte(number: int) -> None:
    base, ours, theirs, *_ = pair(number)
    for side in (ours, theirs):
        assert joined(base, side, base) == side
        assert joined(base, base, side) == side
        assert joined(base, side, side) == side


@pytest.mark.parametrize("number", range(0, 200, 40))
def test_swapped_sides_say_the_same_up_to_order(number: int) -> None:
    base, ours, theirs, *_ = pair(number)
    said = []
    for sides in ((ours, theirs), (theirs, ours)):
        root = parse(joined(base, *sides)).root
        assert root is not None
        said.append(sorted_through(say(root)))
    assert said[0] == said[1]


@pytest.mark.parametrize("part", range(10))
def test_independent_edits_of_two_branches_are_joined_and_nothing_is_lost(
    part: int, tmp_path: Path
) -> None:
    for number in range(part * 20, part * 20 + 20):
        base, ours, theirs, together, kinds = pair(number)
        text = joined(base, ours, theirs)
        wanted, found = parse(together), parse(text)
        assert wanted.root is not None
        assert found.root is not None
        assert sorted_through(say(found.root)) == sorted_through(say(wanted.root)), (number, kinds)
        lost = Counter(_notes(together)) - Counter(_notes(text))
        assert not lost, (number, kinds)
        assert _errors(tmp_path, text) <= _errors(tmp_path, together), (number, kinds)


def _notes(text: str) -> list[str]:
    return [text[start:end].rstrip() for start, end in comments(parse(text))]


def _errors(folder: Path, text: str) -> set[str]:
    """What `validate` says of a map, as far as it does not name the files beside it."""
    file = folder / "map.journey.yaml"
    project = Project()
    project.overlay(file, text.encode())
    found = validate(project, [file], TODAY).findings
    return {f"{one.code} {one.message.render()}" for one in found if one.severity is Severity.ERROR}
