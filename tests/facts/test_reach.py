"""What can be reached over ways, in rings too."""

from __future__ import annotations

from cjmap.facts.reach import reach, spread

WAYS = {"a": ["b"], "b": ["c", "a"], "c": ["c"], "d": ["a"]}


def test_what_can_be_reached_includes_where_one_starts() -> None:
    assert reach(WAYS, ["a"]) == {"a", "b", "c"}
    assert reach(WAYS, ["d", "c"]) == {"a", "b", "c", "d"}
    assert reach(WAYS, ["nowhere"]) == {"nowhere"}
    assert reach(WAYS, []) == frozenset()


def test_what_is_seen_already_is_gone_by() -> None:
    seen = {"b"}
    assert spread(seen, WAYS, ["d"]) == ["d", "a"]
    assert seen == {"a", "b", "d"}
    assert spread(seen, WAYS, ["a", "c"]) == ["c"]
