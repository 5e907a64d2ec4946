from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjmap.loading.paths import Value, existing_prefix, original_number, reverse_order, value_at

DATA: dict[str, Value] = {
    "stages": [{"name": "A", "touchpoints": {"name": "T"}}, "B"],
    "data": {"event": "seen"},
}


def test_shorthand_is_stepped_over() -> None:
    # One thing stands where the model has a list of them, a list where it has a mapping, and an
    # event where it has a mapping of events.
    assert value_at(DATA, ("stages", 0, "touchpoints", 0, "name")) == "T"
    assert value_at(DATA, ("stages", "in", 1)) == "B"
    assert value_at(DATA, ("data", "events", "event")) == "seen"
    assert existing_prefix(DATA, ("stages", 0, "touchpoints", 0, "name")) == (
        "stages",
        0,
        "touchpoints",
        "name",
    )
    assert existing_prefix(DATA, ("data", "events", "event")) == ("data", "event")


def test_what_is_not_there_ends_a_path() -> None:
    assert value_at(DATA, ("stages", 5)) is None
    assert value_at(DATA, ("stages", 1, "name")) is None
    assert existing_prefix(DATA, ("stages", 5, "name")) == ("stages",)
    assert existing_prefix(DATA, ("stages", 1, "name")) == ("stages", 1)
    assert existing_prefix(DATA, ("owner",)) == ()


@given(st.sets(st.integers(0, 20)))
def test_numbers_are_those_of_the_whole_list(removed: set[int]) -> None:
    left = [number for number in range(25) if number not in removed]
    assert [original_number(n, sorted(removed)) for n in range(len(left))] == left


def test_the_last_items_go_first_and_what_is_inside_before_what_holds_it() -> None:
    paths = [("a", 1), ("a", 2), ("a", 1, "b"), ("a", 10)]
    assert sorted(paths, key=reverse_order) == [("a", 10), ("a", 2), ("a", 1, "b"), ("a", 1)]
