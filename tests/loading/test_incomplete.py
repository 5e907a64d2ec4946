from __future__ import annotations

import pytest

from cjmap.findings import Path
from cjmap.loading.incomplete import Loss, in_model, lose_everything, what_is_lost
from cjmap.vocabulary.maps import Thing


@pytest.mark.parametrize(
    ("path", "lost"),
    [
        (("owner",), {"owner:"}),
        (("personas",), {"personas:", "persona"}),
        (("stages", 0, "owner"), {"owner:", "stages.owner:"}),
        (("stages", 0, "pains", 1), {"pains:", "pain", "stages.pains:"}),
        # A thing without its name is there all the same, but nobody knows which it is.
        (("stages", 0, "pains", 1, "text"), {"pains:", "text:", "pain", "pains.text:"}),
        (("stages", 0, "pains", 1, "severity"), {"pains:", "severity:", "pains.severity:"}),
        (("title",), {"title:"}),
        (("stages", 2), set(Thing) - {"persona", "channel", "evidence", "lane"}),
        (
            ("stages", 2, "touchpoints"),
            {"touchpoint", "pain", "gain", "opportunity", "metric", "stages.touchpoints:"},
        ),
        ((), set()),
    ],
)
def test_what_a_pruned_place_may_have_held(path: Path, lost: set[str]) -> None:
    assert set(what_is_lost(path)) == lost


def test_what_may_have_held_anything_leaves_every_kind_open() -> None:
    place: Path = ("stages", 1)
    assert {loss.what for loss in lose_everything(place)} == set(Thing)
    assert {loss.place for loss in lose_everything(place)} == {place}


@pytest.mark.parametrize(
    ("place", "removed", "expected"),
    [
        (("stages", 3, "owner"), [1, 2], ("stages", 1, "owner")),
        (("stages", 0, "owner"), [1, 2], ("stages", 0, "owner")),
        # What stood in an item that is gone is its list's loss.
        (("stages", 1, "owner"), [1, 2], ("stages",)),
        (("owner",), [1], ("owner",)),
    ],
)
def test_a_loss_stands_where_the_model_has_it(
    place: Path, removed: list[int], expected: Path
) -> None:
    assert in_model(Loss("owner:", place), {("stages",): removed}) == Loss("owner:", expected)
