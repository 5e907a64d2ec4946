from __future__ import annotations

import pytest

from cjmap.findings import Path
from cjmap.loading.incomplete import EVERYTHING, what_is_lost


@pytest.mark.parametrize(
    ("path", "lost"),
    [
        (("owner",), {"owner:"}),
        (("personas",), {"personas:", "persona"}),
        (("stages", 0, "owner"), {"owner:"}),
        (("stages", 0, "pains", 1), {"pains:", "pain"}),
        # A thing without its name is there all the same, but nobody knows which it is.
        (("stages", 0, "pains", 1, "text"), {"pains:", "text:", "pain"}),
        (("stages", 0, "pains", 1, "severity"), {"pains:", "severity:"}),
        (("title",), {"title:"}),
        (("stages", 2), EVERYTHING - {"persona", "channel", "evidence", "lane"}),
        (("stages", 2, "touchpoints"), {"touchpoint", "pain", "gain", "opportunity", "metric"}),
        ((), set()),
    ],
)
def test_what_a_pruned_place_may_have_held(path: Path, lost: set[str]) -> None:
    assert set(what_is_lost(path)) == lost
