"""What holds for every format."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap import reporters
from cjmap.reporters import FORMATS, report
from tests.reporters.sample import INFO, Sample, make_nasty


@pytest.mark.parametrize("output_format", FORMATS)
def test_any_outcome_can_be_written_and_encoded(output_format: str) -> None:
    text = report(make_nasty(), output_format, language="es", width=30)
    text.encode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text


@pytest.mark.parametrize("output_format", ["text", "concise", "github", "junit"])
@given(words=st.text(min_size=1))
def test_nothing_from_a_file_acts_on_a_terminal(output_format: str, words: str) -> None:
    sample = Sample(f"a: {words}\n", f"{words}.yaml")
    finding = sample.finding(words, words, advice=words, related=(sample.related("a", words),))
    text = report(sample.outcome(finding), output_format)
    assert [char for char in text if (char < " " and char != "\n") or "\x7f" <= char < "\xa0"] == []
    assert not set(text) & set("\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("output_format", FORMATS)
def test_notes_are_left_out_on_request(output_format: str) -> None:
    sample = Sample()
    outcome = sample.outcome(sample.finding("title", "Remember this.", severity=INFO))
    assert "Remember this." in report(outcome, output_format)
    assert "Remember this." not in report(outcome, output_format, notes=False)


def test_a_file_name_that_is_not_unicode_is_written() -> None:
    sample = Sample(file="caf\udce9.yaml")
    text = report(sample.outcome(sample.finding("Coat")), "json")
    assert '"file": "caf\N{REPLACEMENT CHARACTER}.yaml"' in text


@pytest.mark.parametrize("output_format", FORMATS)
def test_words_stand_as_they_are_for_whoever_searches_the_text(output_format: str) -> None:
    outcome = Sample().outcome(Sample().finding("title", "Así: 意识 🙂."))
    assert "Así: 意识 🙂." in report(outcome, output_format)


def test_everything_that_is_offered_is_there() -> None:
    assert [name for name in reporters.__all__ if not hasattr(reporters, name)] == []


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        report(Sample().outcome(), "xml")


def test_a_run_imports_only_the_reporter_it_uses() -> None:
    code = (
        "import sys; from cjmap.reporters import report; from cjmap.findings import Outcome;"
        "report(Outcome((), ('a.yaml',)), 'text');"
        "print(*sorted(m for m in sys.modules if m.startswith(('cjmap.reporters.', 'cjmap.draw.', 'rich'))))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == [
        "cjmap.draw.characters",
        "cjmap.reporters.request",
        "cjmap.reporters.text",
        "cjmap.reporters.wording",
    ]
