"""Every channel has a drawing of its own, and maps may choose theirs."""

from __future__ import annotations

import re

import pytest

from cjmap.draw.icons import DEFAULT, ICONS, SIZE, STROKE, choose_icon
from cjmap.vocabulary.channels import BuiltInChannel


def test_every_built_in_channel_has_a_drawing_and_no_two_the_same() -> None:
    assert set(ICONS) == {*BuiltInChannel, DEFAULT}
    assert len(set(ICONS.values())) == len(ICONS)


_STEPS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}


def corners(d: str) -> list[tuple[float, float]]:
    """Where the strokes of a path begin, end and bend towards."""
    x = y = startx = starty = 0.0
    found: list[tuple[float, float]] = []
    for command, written in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.\d+|\d+|\.\d+)", written)]
        size = _STEPS[command.upper()]
        relative = command.islower()
        groups = [numbers[n : n + size] for n in range(0, len(numbers), size)] if size else [[]]
        for group in groups:
            assert len(group) == size, (command, written)
            if command.upper() == "Z":
                x, y = startx, starty
                continue
            if command.upper() == "H":
                group = [group[0], 0.0 if relative else y]
            elif command.upper() == "V":
                group = [0.0 if relative else x, group[0]]
            elif command.upper() == "A":
                group = group[5:]
            base = (x, y) if relative else (0.0, 0.0)
            pairs = zip(group[::2], group[1::2], strict=True)
            found += [(base[0] + pair[0], base[1] + pair[1]) for pair in pairs]
            x, y = found[-1]
            if command.upper() == "M":
                startx, starty = x, y
    return found


@pytest.mark.parametrize("name", ICONS)
def test_drawings_stay_in_their_square_with_their_strokes(name: str) -> None:
    points = corners(ICONS[name])
    edge = STROKE / 2
    assert all(edge <= x <= SIZE - edge and edge <= y <= SIZE - edge for x, y in points), points
    # And they fill it: a drawing that is too small is lost on a card.
    for place in (0, 1):
        reach = [point[place] for point in points]
        assert max(reach) - min(reach) >= 6 or name == DEFAULT


@pytest.mark.parametrize(
    ("icon", "type", "drawing"),
    [
        ("store", "voice", ICONS["store"]),
        ("", "voice", ICONS["phone"]),
        ("", "human", ICONS["agent"]),
        ("", "", ICONS[DEFAULT]),
        ("no such icon", "print", ICONS["print"]),
        ("A", "", ICONS[DEFAULT]),
    ],
)
def test_a_channel_is_drawn_by_its_icon_else_by_its_type(
    icon: str, type: str, drawing: str
) -> None:
    assert choose_icon(icon, type).drawing == drawing


@pytest.mark.parametrize("sign", ["🏪", "👩‍⚕️", "🇪🇸", "☎️"])
def test_an_emoji_stands_for_itself(sign: str) -> None:
    assert choose_icon(sign, "voice").emoji == sign
