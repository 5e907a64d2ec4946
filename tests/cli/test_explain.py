"""`cjmap explain`: the reference of the settings."""

from __future__ import annotations

import json
import tomllib

import pytest

from tests.cli.conftest import Cjmap


def test_all_settings_are_told_with_default_and_example(cjmap: Cjmap) -> None:
    text = cjmap("explain", "settings").stdout
    assert cjmap("explain").stdout == text
    for key in cjmap("explain", "--topics").stdout.split():
        assert key == "settings" or f"{key}\n  " in text
    assert 'Default: "warning"' in text
    assert '    fail-on = "error"\n' in text


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("lint.fail-on", ["lint.fail-on"]),
        ("fail_on", ["lint.fail-on"]),
        ("[limits]", ["limits.file-size", "limits.nodes", "limits.depth"]),
        ("words", ["words"]),
        ("extend", ["extend"]),
    ],
)
def test_one_key_or_table_may_be_asked_for(cjmap: Cjmap, word: str, keys: list[str]) -> None:
    told = json.loads(cjmap("explain", word, "--output-format", "json").stdout)
    assert told["version"] == 1
    assert [one["key"] for one in told["settings"]] == keys
    assert all(tomllib.loads(one["example"]) for one in told["settings"])


def test_an_unknown_key_is_wrong_usage_with_the_nearest(cjmap: Cjmap) -> None:
    result = cjmap("explain", "exlude")
    assert result.exit_code == 2
    assert "Did you mean exclude?" in result.stderr
    assert cjmap("explain", "qqqqqqqq").exit_code == 2


def test_markdown_holds_the_examples_as_toml(cjmap: Cjmap) -> None:
    text = cjmap("explain", "gaps", "--output-format", "markdown").stdout
    assert text.startswith("## `gaps.require`\n")
    assert "```toml\n[gaps]\n" in text
