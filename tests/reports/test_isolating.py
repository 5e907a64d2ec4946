"""Names in Latin letters in pages that are read from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.reports.isolating import isolate, isolate_all, isolate_from_right, settle
from tests.reports.maps import COAT, facts_of, scored, text_of, write_index_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("طريق ليلى، Jorge Medina من", "طريق ليلى، \u2066Jorge Medina\u2069 من"),
        ("إعلان Instagram»، Jorge −0.5.", "إعلان \u2066Instagram\u2069»، \u2066Jorge\u2069 −0.5."),
        ("Buy a coat (now).", "\u2066Buy a coat (now).\u2069"),
        ("لا أحد (18:00).", "لا أحد (18:00)."),
        ("−1.6", "−1.6"),
        # Behind letters from right to left the sign of percent would go to the wrong side, and the
        # ends of what lies between two figures would change places.
        ("95%: 70–84%", "\u206695%\u2069: \u206670–84%\u2069"),
        ("إعلان 95%", "إعلان \u206695%\u2069"),
        ("\u200e+2 … \u200e+30", "\u2066\u200e+2 … \u200e+30\u2069"),
        ("الهدف ≥\u00a080\u00a0EUR", "الهدف \u2066≥\u00a080\u00a0EUR\u2069"),
        ("التكلفة EUR 60", "التكلفة \u2066EUR 60\u2069"),
        ("إعلان 1,200 (2025-01-31)", "إعلان 1,200 (2025-01-31)"),
        ("إعلان is 45%, now", "إعلان \u2066is 45%\u2069, \u2066now\u2069"),
        # It leads from 18 to 25, and from one to the other, as everything around is read.
        ("NPS: 18 ← 25", "\u2066NPS\u2069: 18 ← 25"),
        ("Web ← Shop", "\u2066Web\u2069 ← \u2066Shop\u2069"),
    ],
)
def test_words_of_another_direction_stand_by_themselves(text: str, shown: str) -> None:
    assert isolate(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Ana\u202e from “S” to “T”", "Ana from “S” to “T”"),
        ("\u202egnp.elif\u202c zero", "\u202egnp.elif\u202c zero"),
        ("a\u2069b\u202cc", "abc"),
        ("\u2066Ana\u202e\u2069, Leo", "\u2066Ana\u2069, Leo"),
        ("\u202aAna \u2066Leo\u202c\u2069 Eva\u202c", "\u202aAna \u2066Leo\u2069 Eva\u202c"),
        ("\u2067\u2067x\u2069", "\u2067x\u2069"),
    ],
)
def test_signs_of_direction_without_a_partner_are_left_out(text: str, shown: str) -> None:
    assert settle(text) == shown


def test_a_sign_of_direction_in_a_name_turns_no_sentence(tmp_path: Path) -> None:
    turned = {**COAT, "personas": [{"name": "Laura\u202e"}, "Jorge"], "title": "Buy\u2067 it"}
    page = text_of(turned, tmp_path)
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(page)
    assert "The way of Laura" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # The figures behind a name would be read from right to left, too: +1 before −1.
        ("now feels better to عمر: −1 → +1.", "now feels better to \u2068عمر\u2069: −1 → +1."),
        ("“قراءة المراجعات” (−2)", "“\u2068قراءة المراجعات\u2069” (−2)"),
        # A name stays one, whatever it is made of.
        ("«الدفع بـ Visa 3» ahora", "«\u2068الدفع بـ Visa 3\u2069» ahora"),
        ("CSAT, الدفع بالبطاقة", "CSAT, \u2068الدفع بالبطاقة\u2069"),
        ("قراءة المراجعات", "قراءة المراجعات"),
        ("“Pay” now feels better: −1 → +1.", "“Pay” now feels better: −1 → +1."),
    ],
)
def test_names_from_right_to_left_stand_by_themselves(text: str, shown: str) -> None:
    assert isolate_from_right(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Inês Duarte, אברהם כהן +1.", "Inês Duarte, \u2068אברהם כהן\u2069 +1."),
        # Brackets and full stops of what is in such letters alone are its own.
        ("الصورة تُرفض 3 مرات (بلا سبب).", "\u2068الصورة تُرفض 3 مرات (بلا سبب).\u2069"),
        ("אברהם כהן −1", "\u2068אברהם כהן\u2069 −1"),
        ("Lamps", "Lamps"),
    ],
)
def test_names_from_right_to_left_turn_no_page_from_left_to_right(text: str, shown: str) -> None:
    assert isolate_all((text,), "en") == (shown,)


def test_a_hebrew_name_stands_by_itself_on_page_and_index(tmp_path: Path) -> None:
    given = {**scored(1, -1), "personas": ["אברהם כהן", "Jorge"], "owner": "אברהם כהן"}
    page = text_of(given, tmp_path)
    assert "The way of \u2068אברהם כהן\u2069, Jorge from" in page
    assert 'data-score="\u2068אברהם כהן\u2069: ' in page
    facts = [facts_of(given, tmp_path, "map-0")]
    assert "<b>\u2068אברהם כהן\u2069</b>" in write_index_of(facts)
