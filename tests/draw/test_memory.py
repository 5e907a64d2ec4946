"""What is remembered of a picture from one drawing to the next."""

from __future__ import annotations

from functools import partial

from cjmap.draw.memory import Memory, remembered


def _draw(memory: Memory | None, parts: str) -> tuple[list[str], list[str]]:
    """The parts as they are drawn, and those of them that were made for it."""
    made: list[str] = []

    def make(part: str) -> str:
        made.append(part)
        return f"<{part}>"

    def draw() -> list[str]:
        return [remembered(partial(str, part), partial(make, part)) for part in parts]

    if memory is None:
        return draw(), made
    with memory.used():
        return draw(), made


def test_only_what_is_new_is_made() -> None:
    memory = Memory()
    assert _draw(memory, "abc") == (["<a>", "<b>", "<c>"], ["a", "b", "c"])
    assert _draw(memory, "axc") == (["<a>", "<x>", "<c>"], ["x"])


def test_what_a_picture_no_longer_has_is_forgotten() -> None:
    memory = Memory()
    for parts in ("ab", "a"):
        _draw(memory, parts)
    assert _draw(memory, "ab")[1] == ["b"]
    assert set(memory.before) == {"a", "b"}


def test_without_a_memory_everything_is_made() -> None:
    assert _draw(None, "aa")[1] == ["a", "a"]
    # Also after somebody else's picture.
    _draw(Memory(), "a")
    assert _draw(None, "a")[1] == ["a"]


def test_a_picture_that_fails_leaves_no_memory() -> None:
    memory = Memory()
    try:
        with memory.used():
            raise ValueError
    except ValueError:
        pass
    assert _draw(None, "a")[1] == ["a"] and _draw(None, "a")[1] == ["a"]
