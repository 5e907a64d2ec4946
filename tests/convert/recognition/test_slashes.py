"""A slash within words is a part of a touchpoint's name, in every form that tells of one."""

from __future__ import annotations

import pytest

from cjmap.convert.recognition.cells import names_of, touchpoints_of
from tests.convert.tables import drawn, only, stages_of

NAMES = ["24/7 hotline", "Check-in/Check-out", "I/O desk", "App/web"]


def _touchpoints(text: str) -> list[str]:
    stages = stages_of(only(drawn(text))).values()
    return [one["name"] for stage in stages for one in stage["touchpoints"]]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_a_slash_is_one_touchpoint(name: str) -> None:
    more = f"Stage|Touchpoint|Emotion\nFind|{name}|1\nBuy|Shop|2\nBuy|Till|1"
    assert _touchpoints(more) == [name, "Shop", "Till"]
    assert _touchpoints(f"Stage|Touchpoint|Emotion\nFind|{name}|1\nBuy|Shop|2") == [name, "Shop"]
    assert _touchpoints(f"|Find|Buy\nTouchpoints|{name}|Shop\nEmotion|1|2") == [name, "Shop"]
    listed = f"Stage|Touchpoint|Emotion\nFind|{name}; Shop|1\nBuy|Till|2"
    assert _touchpoints(listed) == [name, "Shop", "Till"]


def test_a_slash_with_blanks_parts_names_and_one_between_figures_parts_none() -> None:
    assert touchpoints_of("App / web") == ["App", "web"]
    assert touchpoints_of("App<br/>Web") == touchpoints_of("App\nWeb") == ["App", "Web"]
    assert names_of("App/web") == ["App", "web"]
    assert names_of("24/7 hotline") == ["24/7 hotline"]
