"""`cjmap render --baseline`: which earlier state a picture is held against."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Cjmap


def map_of(title: str, score: int, more: str = "") -> str:
    return (
        f"title: {title}\n{more}personas: [Ann]\nstages:\n  - name: Buy\n    touchpoints:\n"
        f"      - name: Till\n        emotion: {score}\n"
    )


@pytest.fixture(autouse=True)
def maps(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "")
    cjmap.write("now.journey.yaml", map_of("Now", 2))
    cjmap.write("then.journey.yaml", map_of("Then", -1))
    link = "links:\n  - {to: older.journey.yaml, rel: baseline}\n"
    cjmap.write("linked.journey.yaml", map_of("Linked", 1, link))
    cjmap.write("older.journey.yaml", map_of("Older", 0))


@pytest.mark.parametrize(
    ("name", "options", "before", "changes"),
    [
        ("now", (), None, []),
        ("now", ("--baseline", "then.journey.yaml"), "Then", ["better by 3"]),
        ("linked", (), "Older", ["better by 1"]),
        ("linked", ("--baseline", "now.journey.yaml"), "Now", ["worse by 1"]),
    ],
)
def test_the_earlier_state_is_the_one_asked_for_else_the_one_that_is_named(
    cjmap: Cjmap, name: str, options: tuple[str, ...], before: str | None, changes: list[str]
) -> None:
    file = f"{name}.journey.yaml"
    result = cjmap("render", file, "--view", "curve", "-f", "json", *options)
    past = json.loads(result.stdout)["past"]
    assert (past and past["title"]) == before
    assert [change["text"] for change in (past or {}).get("changes", ())] == changes
    picture = cjmap("render", file, "--view", "curve", *options).stdout
    assert all(change in picture for change in changes)


@pytest.mark.parametrize(
    "name", ["nowhere.yaml", "broken.journey.yaml", ".", "../out.journey.yaml"]
)
def test_a_baseline_that_is_none_is_named_and_nothing_is_drawn(cjmap: Cjmap, name: str) -> None:
    cjmap.write("broken.journey.yaml", "title: [\n")
    cjmap.write("../out.journey.yaml", map_of("Out", 0))
    result = cjmap(
        "render", "now.journey.yaml", "--view", "curve", "-o", "now.svg", "--baseline", name
    )
    assert result.exit_code == 2
    assert name in result.stderr
    assert not (cjmap.folder / "now.svg").exists()
