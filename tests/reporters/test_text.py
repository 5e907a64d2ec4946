from __future__ import annotations

import re

import pytest

from cjmap.findings import Finding, Outcome, Related, Severity
from cjmap.messages import tr, verbatim
from cjmap.reporters import report
from tests.reporters.sample import ERROR, INFO, WARNING, Sample

MAP = Sample(
    """\
title: Buy a coat 👩\u200d👩\u200d👧 online
stages:
  - name: 意识
    touchpoint:
      - name: Ad
        id: web
      - name: Shop
        id: web
  - name: Buy
"""
)


def show(outcome: Outcome) -> str:
    return "\n" + report(outcome, "text")


def test_a_finding_shows_its_line_and_what_to_do() -> None:
    finding = MAP.finding("touchpoint", "Unknown key “touchpoint”.", advice="Write “touchpoints”.")
    assert (
        show(MAP.outcome(finding))
        == """
error[CJ011] unknown-key: Unknown key “touchpoint”.
 --> coat.journey.yaml:4:5
  |
4 |     touchpoint:
  |     ^^^^^^^^^^
  |
  = help: Write “touchpoints”.

Found 1 error in 1 file.
"""
    )


def test_the_caret_stands_right_behind_emoji_and_under_wide_characters() -> None:
    outcome = MAP.outcome(MAP.finding("online"), MAP.finding("意识", severity=WARNING))
    assert (
        show(outcome)
        == """
error[CJ011] unknown-key: Something is wrong.
 --> coat.journey.yaml:1:25
  |
1 | title: Buy a coat 👩\u200d👩\u200d👧 online
  |                      ^^^^^^
  |

warning[CJ011] unknown-key: Something is wrong.
 --> coat.journey.yaml:3:11
  |
3 |   - name: 意识
  |           ^^^^
  |

Found 1 error and 1 warning in 1 file.
"""
    )


def test_related_places_have_a_snippet_of_their_own() -> None:
    library = Sample("personas:\n" * 9 + "  - id: web", "lib/people.library.yaml")
    finding = MAP.finding(
        "web",
        "The id “web” is taken.",
        code="CJ101",
        name="duplicate-id",
        related=(
            MAP.related("Shop", "this\none"),
            library.related("web", "that one"),
            Related("gone.yaml", library.span("web"), verbatim("not read")),
            library.related(None, "the whole file"),
        ),
    )
    assert (
        show(MAP.outcome(finding, beside=(library,)))
        == """
error[CJ101] duplicate-id: The id “web” is taken.
  --> coat.journey.yaml:6:13
   |
 6 |         id: web
   |             ^^^
   |
  --> coat.journey.yaml:7:15
   |
 7 |       - name: Shop
   |               ---- this one
   |
  --> lib/people.library.yaml:10:9
   |
10 |   - id: web
   |         --- that one
   |
  --> gone.yaml:10:9: not read
  --> lib/people.library.yaml: the whole file

Found 1 error in 1 of 2 files.
"""
    )


def test_a_span_of_several_lines_marks_each() -> None:
    words = "- name: Ad\n        id: web\n"
    assert (
        show(MAP.outcome(MAP.finding(words, severity=INFO)))
        == """
note[CJ011] unknown-key: Something is wrong.
 --> coat.journey.yaml:5:7
  |
5 |       - name: Ad
  |       ^^^^^^^^^^
6 |         id: web
  |         ^^^^^^^
  |

Found 1 note in 1 file.
"""
    )


def test_a_long_span_shows_its_first_and_last_line() -> None:
    words = MAP.text[MAP.text.index("- name: 意识") : MAP.text.index("- name: Buy")]
    assert (
        show(MAP.outcome(MAP.finding(words)))
        == """
error[CJ011] unknown-key: Something is wrong.
 --> coat.journey.yaml:3:3
  |
3 |   - name: 意识
  |   ^^^^^^^^^^^^
… |
8 |         id: web
  |         ^^^^^^^
  |

Found 1 error in 1 file.
"""
    )


def test_tabs_and_carriage_returns_keep_the_caret_in_place() -> None:
    sample = Sample("a: 1\r\n\tb:\t2\r\n")
    assert (
        show(sample.outcome(sample.finding("\tb"), sample.finding("2")))
        == """
error[CJ011] unknown-key: Something is wrong.
 --> coat.journey.yaml:2:1
  |
2 |     b:    2
  | ^^^^^
  |

error[CJ011] unknown-key: Something is wrong.
 --> coat.journey.yaml:2:5
  |
2 |     b:    2
  |           ^
  |

Found 2 errors in 1 file.
"""
    )


def test_an_end_of_file_has_a_caret_behind_the_text() -> None:
    sample = Sample("title:")
    finding = Finding(
        "CJ003", "yaml-syntax", ERROR, verbatim("It ends."), None, sample.file,
        sample.source.span(6, 6), (),
    )  # fmt: skip
    assert (
        show(sample.outcome(finding))
        == """
error[CJ003] yaml-syntax: It ends.
 --> coat.journey.yaml:1:7
  |
1 | title:
  |       ^
  |

Found 1 error in 1 file.
"""
    )


def test_a_finding_without_a_place_has_no_snippet() -> None:
    finding = MAP.finding(None, "Cannot be read.", advice="First this.\nThen\tthat.\x1b")
    assert (
        show(MAP.outcome(finding))
        == """
error[CJ011] unknown-key: Cannot be read.
 --> coat.journey.yaml
  = help: First this.
          Then    that.␛

Found 1 error in 1 file.
"""
    )


def test_a_long_line_is_cut_to_the_terminal() -> None:
    sample = Sample("a: " + "one two " * 30 + "HERE" + " three four" * 30)
    text = report(sample.outcome(sample.finding("HERE")), "text", width=40)
    assert text.splitlines()[3:5] == [
        "1 | …ne two one two HERE three four thr…",
        "  |" + " " * 17 + "^^^^",
    ]
    unlimited = report(sample.outcome(sample.finding("HERE")), "text")
    assert len(unlimited.splitlines()[3]) == 160


def test_messages_are_never_wrapped_or_read_as_markup() -> None:
    message = "[/bad] :smile: [link=x]" + " word" * 60
    text = report(MAP.outcome(MAP.finding("Ad", message)), "text", color=True, width=40)
    assert message in text


def test_color_changes_nothing_but_color() -> None:
    outcome = MAP.outcome(
        MAP.finding("touchpoint", advice="Help.", related=(MAP.related("Ad", "see"),)),
        MAP.finding("意识", severity=WARNING),
        MAP.finding("Buy", severity=INFO),
    )
    colored = report(outcome, "text", color=True)
    assert colored.startswith("\x1b[1;31merror[CJ011]\x1b[0m")
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == report(outcome, "text")


@pytest.mark.parametrize(
    ("severities", "files", "notes", "summary"),
    [
        ((), 0, True, "No files were checked."),
        ((), 1, True, "All good: 1 file, no findings."),
        ((), 2, True, "All good: 2 files, no findings."),
        ((ERROR,) * 3 + (WARNING,), 1, True, "Found 3 errors and 1 warning in 1 file."),
        ((ERROR, WARNING, INFO), 1, True, "Found 1 error, 1 warning and 1 note in 1 file."),
        ((WARNING, WARNING), 50, True, "Found 2 warnings in 1 of 50 files."),
        ((INFO, INFO), 1, False, "Found 2 notes in 1 file (--notes lists the notes)."),
        ((ERROR,), 1, False, "Found 1 error in 1 file."),
    ],
)
def test_the_last_line_sums_up(
    severities: tuple[Severity, ...],
    files: int,
    notes: bool,
    summary: str,
) -> None:
    findings = tuple(MAP.finding("Ad", severity=severity) for severity in severities)
    names = (MAP.file, *(f"{n}.yaml" for n in range(files - 1)))[:files]
    text = report(Outcome(findings, names, {MAP.file: MAP.source}), "text", notes=notes)
    assert text.splitlines()[-1] == summary


def test_a_finding_in_the_configuration_is_in_a_file_that_was_not_checked() -> None:
    outcome = Outcome((Sample(file="cjmap.toml").finding(None),), ())
    assert report(outcome, "text").endswith("\nFound 1 error in 1 file.\n")


def test_it_speaks_the_language_it_is_asked_for() -> None:
    finding = MAP.finding("touchpoint", tr("No touchpoint in “{stage}”.", stage="x"), advice="y")
    text = report(MAP.outcome(finding, MAP.finding("Ad", severity=WARNING)), "text", language="es")
    assert "  = ayuda: y\n" in text
    assert "\naviso[CJ011] unknown-key:" in text
    assert text.endswith("\nHallazgos: 1 error y 1 aviso en 1 archivo.\n")
