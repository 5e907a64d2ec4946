"""Names in Latin letters in pages that are read from right to left."""

from __future__ import annotations

import pytest

from cjmap.reports.isolating import isolate


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("طريق ليلى، Jorge Medina من", "طريق ليلى، \u2066Jorge Medina\u2069 من"),
        ("إعلان Instagram»، Jorge −0.5.", "إعلان \u2066Instagram\u2069»، \u2066Jorge\u2069 −0.5."),
        ("Buy a coat (now).", "\u2066Buy a coat (now).\u2069"),
        ("لا أحد (18:00).", "لا أحد (18:00)."),
        ("−1.6", "−1.6"),
    ],
)
def test_words_of_another_direction_stand_by_themselves(text: str, shown: str) -> None:
    assert isolate(text) == shown
