"""What `gaps` prints of small maps, as a person has read it; `make goldens` writes it anew."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run
from cjmap.reports.collect import gather_sheets
from cjmap.reports.gaps import Request, report
from cjmap.vocabulary.coverage import By

HERE = Path(__file__).parent
MAPS = HERE.parents[1] / "board" / "maps"
EVERYTHING = MAPS / "everything.journey.yaml"
LATER = MAPS / "later.journey.yaml"
JUDGED = MAPS / "judged.journey.yaml"
# Maps with a minimum in their settings: one that says hardly anything, one that says all it may.
OWN = HERE / "maps"
BARE = OWN / "bare.journey.yaml"
WHOLE = OWN / "whole.journey.yaml"
FOLDER = (BARE, OWN / "broken.journey.yaml", OWN / "shared.library.yaml", WHOLE)
SUFFIXES = {"text": "txt", "markdown": "md", "html": "html", "csv": "csv", "json": "json"}


def written(
    files: Sequence[Path],
    output_format: str,
    view: By | None,
    *,
    color: bool = False,
    width: int = 80,
    language: str = "en",
    minimum: float | None = 60,
) -> str:
    session = Session(today=datetime.date(2026, 11, 21))
    outcome = run(session, files, Selection(("CJ0", "CJ1", "CJ3", "CJ9")))
    sheets, unreadable = gather_sheets(
        session, files, outcome, minimum=minimum, language=language, pooled=view is By.OPPORTUNITY
    )
    return report(Request(sheets, unreadable, view, language, color, width), output_format)


@pytest.mark.parametrize(
    ("name", "files", "output_format", "view", "options"),
    [
        *(("everything", (EVERYTHING,), "text", view, {}) for view in (None, *By)),
        *(("everything", (EVERYTHING,), "csv", view, {}) for view in (None, *By)),
        *(("judged", (JUDGED,), "text", view, {}) for view in (By.STAGE, By.OPPORTUNITY)),
        *(
            ("several", (EVERYTHING, JUDGED, LATER), "text", view, {})
            for view in (None, By.OPPORTUNITY)
        ),
        ("narrow", (EVERYTHING,), "text", None, {"width": 40}),
        ("painted", (EVERYTHING,), "text", By.STAGE, {"color": True}),
        ("painted", (JUDGED,), "text", By.OPPORTUNITY, {"color": True}),
        ("spanish", (JUDGED,), "text", None, {"language": "es"}),
        ("judged", (JUDGED,), "json", None, {}),
        ("everything", (EVERYTHING,), "markdown", None, {}),
        ("everything", (EVERYTHING,), "html", None, {}),
        ("judged", (JUDGED,), "html", By.OPPORTUNITY, {}),
        ("everything", (EVERYTHING,), "html", By.OPPORTUNITY, {}),
        *(("bare", (BARE,), "text", view, {"minimum": None}) for view in (None, *By)),
        *(
            ("bare", (BARE,), form, None, {"minimum": None})
            for form in ("json", "html", "markdown")
        ),
        *(
            ("whole", (WHOLE,), "text", view, {"minimum": None, "width": 60})
            for view in (None, *By)
        ),
        # Five columns fit to the cell, and would not with a cell more.
        ("tight", (WHOLE,), "text", By.PERSONA, {"minimum": None, "width": 75}),
        *(("folder", FOLDER, form, None, {"minimum": None}) for form in sorted(SUFFIXES)),
        *(("folder", FOLDER, form, By.PERSONA, {"minimum": None}) for form in ("html", "markdown")),
    ],
)
def test_what_is_printed(
    name: str,
    files: Sequence[Path],
    output_format: str,
    view: By | None,
    options: dict[str, object],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(files[0].parent)
    text = written(files, output_format, view, **options)  # type: ignore[arg-type]
    golden = HERE / "goldens" / f"{name}-{view or 'overview'}.{SUFFIXES[output_format]}"
    if request.config.getoption("--regenerate", default=False):
        golden.write_text(text, encoding="utf-8", newline="")
    assert golden.is_file(), "run `make goldens`, and read what it writes"
    assert text == golden.read_bytes().decode("utf-8")
