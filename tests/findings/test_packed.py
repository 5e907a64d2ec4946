"""Findings of many files take little room, and are otherwise what they were."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.findings import Finding, Outcome, Severity, sum_up
from cjmap.findings.packed import Many, pack
from cjmap.findings.source import Position, Span
from cjmap.messages import ntr, tr, verbatim
from cjmap.reporters import FORMATS, report

MESSAGES = (
    verbatim("Ein “Mantel”\n\x1b[31m"),
    tr("{n} of {file}", n=3, file=tr("a map")),
    ntr("{n} error", "{n} errors", 2).of("es-MX"),
)


def _finding(file: str, line: int, code: str, severity: Severity, message: int) -> Finding:
    span = Span(Position(line, 1), Position(line, 4)) if line else None
    text = MESSAGES[message]
    return Finding(code, "a-rule", severity, text, text, file, span, ("stages", line), (), code)


FINDINGS = st.builds(
    _finding,
    st.sampled_from(["a.yaml", "b.yaml", "b/c.yaml", "cjmap.toml"]),
    st.integers(0, 4),
    st.sampled_from(["CJ001", "CJ301", "CJ801"]),
    st.sampled_from(Severity),
    st.integers(0, len(MESSAGES) - 1),
)


def lay_up(findings: list[Finding], loose: set[str]) -> tuple[tuple[Finding, ...], Many]:
    """Findings in a row, and packed but for those of some files."""
    found = tuple(sorted(findings, key=Finding.order))
    groups = {file: tuple(group) for file, group in groupby(found, lambda one: one.file)}
    packed = {file: pack(group) for file, group in groups.items() if file not in loose}
    return found, Many(packed, (one for one in found if one.file in loose))


@given(st.lists(FINDINGS, max_size=12), st.sets(st.sampled_from(["a.yaml", "cjmap.toml"])))
def test_packed_findings_are_read_as_they_were(findings: list[Finding], loose: set[str]) -> None:
    found, many = lay_up(findings, loose)
    assert tuple(many) == found
    assert many == found
    assert hash(many) == hash(found)
    assert len(many) == len(found)
    assert many[1:-1] == found[1:-1]
    assert [many[place] for place in range(-len(found), len(found))] == [*found, *found]
    assert many.tally == sum_up(found)
    for level in Severity:
        assert Outcome(many, ()).fails(level) == Outcome(found, ()).fails(level)


@pytest.mark.parametrize("output_format", FORMATS)
@given(
    st.lists(FINDINGS, max_size=8),
    st.sets(st.sampled_from(["a.yaml", "cjmap.toml"])),
    st.booleans(),
)
def test_packed_findings_are_told_as_they_were(
    output_format: str, findings: list[Finding], loose: set[str], notes: bool
) -> None:
    found, many = lay_up(findings, loose)
    files = ("a.yaml", "b.yaml", "d.yaml")
    told, packed = (
        report(Outcome(each, files), output_format, notes=notes) for each in (found, many)
    )
    assert packed == told


def test_what_is_beyond_the_last_is_not_there() -> None:
    many = lay_up([_finding("a.yaml", 1, "CJ301", Severity.INFO, 0)], set())[1]
    with pytest.raises(IndexError):
        many[1]
