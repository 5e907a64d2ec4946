"""What a template may spend: counted to the last round, character and bit, and no more is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cjmap.reports import sandbox
from cjmap.reports.sandbox import ExhaustedError, Sandbox

TEXT = "a text of more than 100 characters"
ROUNDS = "more than 10 rounds of loops and calls"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test comes to at once."""
    monkeypatch.setattr(sandbox, "STEPS", 10)
    monkeypatch.setattr(sandbox, "SIZE", 100)
    monkeypatch.setattr(sandbox, "_WORK", 400)


def filled(template: str, **values: Any) -> str:
    """What a template comes to, in this environment alone; what it was refused, where it was."""
    try:
        return Sandbox().from_string(template).render(values)
    except ExhaustedError as error:
        assert str(error) == error.message.render()
        return str(error)


def letters(count: int) -> Iterator[str]:
    return iter("x" * count)


@pytest.mark.parametrize(
    ("template", "most", "text"),
    [
        # A loop is a call, and so is what asks for its items.
        ("{% for a in 'x' * n %}{% endfor %}", 9, ""),
        ("{% for a in range(n) %}{{ a }}{% endfor %}", 8, "01234567"),
        ("{% for a in letters(n) %}{{ a }}{% endfor %}", 8, "xxxxxxxx"),
        ("{% for a in 'x' * n %}{{ a.upper() }}{% endfor %}", 4, "XXXX"),
        ("{% for a in 'x' * n %}{% for b in 'yz' %}{{ b }}{% endfor %}{% endfor %}", 2, "yzyz"),
        ("{% macro m() %}y{% endmacro %}{% for a in 'x' * n %}{{ m() }}{% endfor %}", 4, "yyyy"),
    ],
)
def test_rounds_and_calls_are_counted_together(template: str, most: int, text: str) -> None:
    assert filled(template, n=most, letters=letters) == text
    assert filled(template, n=most + 1, letters=letters) == ROUNDS


def test_a_page_begins_to_count_anew() -> None:
    environment = Sandbox()
    template = environment.from_string("{% for a in 'x' * 9 %}{% endfor %}")
    assert template.render() == ""
    with pytest.raises(ExhaustedError):
        template.render()
    environment.begin()
    assert template.render() == ""


@pytest.mark.parametrize(
    ("template", "most"),
    [
        ("{{ 'x' * n }}", 100),
        ("{{ ('x' * n) + 'y' }}", 99),
        ("{{ ('x' * n) ~ 'y' ~ 1 }}", 98),
        ("{% set a = ('x' * n) ~ 'y' ~ 1 %}", 99),
        ("{% set a = (('x' * n) ~ 'y')|length ~ 'z' %}", 99),
        ("{% set a %}{{ 'x' * n }}y{% endset %}", 99),
        ("{% macro m() %}{{ 'x' * n }}y{% endmacro %}{{ m() }}", 99),
        ("{% set a = [1] * n + [1] %}", 99),
    ],
)
def test_no_text_and_no_list_grows_beyond_a_page(template: str, most: int) -> None:
    assert len(filled(template, n=most)) <= 100
    assert "rounds" not in filled(template, n=most)
    assert filled(template, n=most) != TEXT
    assert filled(template, n=most + 1) == TEXT


@pytest.mark.parametrize(
    ("template", "most"),
    [
        ("{% set a = 'xx' * n %}", 200),
        ("{% set a = n * 'xx' %}", 200),
        ("{% set a = [1, 2] * n %}", 200),
        ("{% set a = 'xx'|center(n) %}", 200),
        ("{% set a = 'xx'.ljust(n) %}", 200),
        ("{% set a = [1, 2].count(n) %}", 200),
        ("{% set a = ('x' * n)|indent(2, true) %}", 200),
        ("{% set a = ('x' * n)|default(1.5) %}", 400),
        ("{% set a = ('xx' * 10).replace('x', 'y' * n) %}", 20),
        ("{% set a = '%s %s' % (n, 'x' * 10) %}", 8),
        ("{% set a = '%s' % ('x' * n) %}", 200),
    ],
)
def test_what_multiplies_is_weighed_before_it_is_done(template: str, most: int) -> None:
    assert filled(template, n=most) == ""
    assert filled(template, n=most + 1) == TEXT


@pytest.mark.parametrize(
    ("template", "fine", "refused"),
    [
        ("{{ (a * b) is number }}", 2**2047, 2**2048),
        ("{{ (a * 1.5) is number }}", 2**900, None),
        ("{{ (15 ** a) is number }}", 1000, 1001),
        ("{{ (2 ** a) is number }}", 1000, 1001),
        ("{{ (a ** 1000) is number }}", 15, 16),
        ("{{ (a ** -4) is number }}", 2**1000, 2**1024),
        ("{{ (1.0 ** a) is number }}", 1000, 1001),
        ("{{ (1.0 ** a) is number }}", -1000, -1001),
        ("{{ (5 % a) is number }}", 10**99, None),
        ("{{ (a + 1) is number }}", 10**99, None),
    ],
)
def test_numbers_have_an_end(template: str, fine: int, refused: int | None) -> None:
    assert filled(template, a=fine, b=2**2047) == "True"
    if refused is not None:
        assert filled(template, a=refused, b=2**2047) == TEXT


@pytest.mark.parametrize(
    "template",
    ["{{ ('%Nd' % 1) | length }}", "{{ '{:N}'.format(1)|length }}", "{{ '{x:N}'.format_map({'x': 1})|length }}", "{{ ('%Nd'|format(1))|length }}"],
)  # fmt: skip
def test_a_width_in_a_format_has_five_figures_at_most(
    template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_WORK", 400_000)
    assert filled(template.replace("N", "99999")) == "99999"
    assert filled(template.replace("N", "100000")) == TEXT


def test_there_is_no_filler_text() -> None:
    assert filled("{{ lipsum is defined }}") == "False"
