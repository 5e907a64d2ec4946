from __future__ import annotations

from cjmap.reporters import report
from tests.reporters.sample import INFO, WARNING, Sample, make_nasty

SAMPLE = Sample("title: Coat\nid: web\n", "./maps/coat.yaml")


def test_a_finding_is_a_command() -> None:
    outcome = SAMPLE.outcome(
        SAMPLE.finding(
            "web", "Taken.", advice="Take\nanother.", related=(SAMPLE.related("Coat", "by this"),)
        ),
        SAMPLE.finding("title: Coat\nid", severity=WARNING),
        SAMPLE.finding(None, severity=INFO),
    )
    assert report(outcome, "github").splitlines() == [
        "::error file=maps/coat.yaml,line=2,endLine=2,col=5,endColumn=8,title=CJ011 unknown-key::"
        "maps/coat.yaml:2:5: Taken.%0ATake%0Aanother.%0Amaps/coat.yaml:1:8: by this",
        "::warning file=maps/coat.yaml,line=1,endLine=2,title=CJ011 unknown-key::"
        "maps/coat.yaml:1:1: Something is wrong.",
        "::notice file=maps/coat.yaml,title=CJ011 unknown-key::maps/coat.yaml: Something is wrong.",
        "Found 1 error, 1 warning and 1 note in 1 file.",
    ]


def test_what_would_end_a_property_or_a_message_is_escaped() -> None:
    first = report(make_nasty(), "github").splitlines()[0]
    properties, text = first.removeprefix("::error ").split("::", 1)
    assert properties == (
        "file=mapas ñ/50 %25%2C a%3Ab <1> [x].journey.yaml,line=1,endLine=1,col=9,endColumn=18,"
        "title=CJ011 unknown-key"
    )
    assert text.startswith(
        "mapas ñ/50 %25, a:b <1> [x].journey.yaml:1:9: Not ]]> here ::error::100 %25, "
    )
    assert "%0Ait %250A otherwise␈" in text


def test_a_message_cannot_start_a_command_of_its_own() -> None:
    lines = report(make_nasty(), "github").splitlines()
    assert len(lines) == 7
    assert [line.split(" ")[0] for line in lines[:-1]] == [
        "::error", "::error", "::error", "::warning", "::notice", "::error",
    ]  # fmt: skip


def test_it_says_so_when_github_will_not_show_all() -> None:
    finding = SAMPLE.finding("web")
    shown = report(SAMPLE.outcome(*[finding] * 10), "github")
    assert shown.splitlines()[10:] == ["Found 10 errors in 1 file."]
    more = report(SAMPLE.outcome(*[finding] * 11), "github")
    assert more.splitlines()[11:] == [
        "Found 11 errors in 1 file.",
        "GitHub shows at most 10 annotations of each kind; this log has them all.",
    ]


def test_each_kind_is_counted_by_itself() -> None:
    errors, warnings = SAMPLE.finding("web"), SAMPLE.finding("web", severity=WARNING)
    few = report(SAMPLE.outcome(*[errors] * 10, *[warnings] * 10), "github")
    assert few.splitlines()[20:] == ["Found 10 errors and 10 warnings in 1 file."]
    many = report(SAMPLE.outcome(errors, *[warnings] * 11), "github")
    assert "at most 10 annotations" in many


def test_the_name_of_a_file_ends_no_property() -> None:
    sample = Sample("title: Coat\n", "a\rb\nc%d:e,f.yaml")
    (line, _) = report(sample.outcome(sample.finding(None)), "github").splitlines()
    assert line.startswith("::error file=a%0Db%0Ac%25d%3Ae%2Cf.yaml,title=CJ011 unknown-key::")


def test_no_findings() -> None:
    assert report(SAMPLE.outcome(), "github") == "All good: 1 file, no findings.\n"
