from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.text.slugs import is_slug, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Checkout", "checkout"),
        ("Poscompra y envío", "poscompra-y-envio"),
        ("  Buy -- now!  ", "buy-now"),
        ("Straße nach Øst", "strasse-nach-ost"),
        ("ŁÓDŹ", "lodz"),
        ("Cœur, Æther", "coeur-aether"),
        ("ﬁne ½ x²", "fine-1-2-x2"),
        ("选择租车日期", "选择租车日期"),
        ("Оформление заказа", "оформление-заказа"),
        ("क्षमता", "क्षमता"),
        ("١٢٣ شراء", "١٢٣-شراء"),
        ("cafe\u0301", "cafe"),
        ("👍🏽 Good", "good"),
        ("❤\ufe0fGood", "good"),
        ("葛\U000e0100城", "葛城"),
        ("x\u0301", "x"),
        ("100 %", "100"),
        ("a/b\\c_d.e", "a-b-c-d-e"),
        ("no", "no"),
        ("…!?", ""),
        ("🙂", ""),
        ("\u200d\u0301", ""),
        ("", ""),
    ],
)
def test_what_a_name_becomes(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_is_one(name: str) -> None:
    made = slug(name)
    assert slug(made) == made
    assert is_slug(made) == bool(made)
    assert not set(made) & set(" _/.#,")


@pytest.mark.parametrize(
    "text", ["", "-", "-a", "a-", "a--b", "A", "envío", "a b", "a_b", "a/b", "🙂", "ß"]
)
def test_what_is_no_id(text: str) -> None:
    assert not is_slug(text)
