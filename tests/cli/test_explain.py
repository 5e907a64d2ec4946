"""`cjmap explain`: the reference of maps and settings."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Cjmap


def test_without_a_word_the_map_is_told_and_what_else_one_may_ask(cjmap: Cjmap) -> None:
    text = cjmap("explain").stdout
    assert "stages *  " in text
    assert "* must be written" in text
    assert "`cjmap explain --topics`" in text


def test_a_key_is_told_with_type_default_values_example_and_rules(cjmap: Cjmap) -> None:
    text = cjmap("explain", "touchpoint.next").stdout
    for words in (
        "touchpoint.next  (`next`, or a list of such)",
        "Left out: the following touchpoint, or nowhere where it is an exit.",
        "Since version 0.1 of cjmap.",
        "when   The condition.",
        "    next:\n      - to: checkout\n",
        "CJ703  The way goes round and never out.",
    ):
        assert words in text
    exit = cjmap("explain", "exit").stdout
    assert "abandon  It is given up here." in exit


def test_a_name_of_several_keys_lists_them(cjmap: Cjmap) -> None:
    text = cjmap("explain", "personas").stdout
    assert "stage.personas " in text
    assert "pain.personas " in text
    assert "`cjmap explain touchpoint.personas`" in text


def test_keys_that_mean_the_same_everywhere_are_told_once(cjmap: Cjmap) -> None:
    text = cjmap("explain", "frontstage").stdout
    assert text.startswith("touchpoint.frontstage  (")
    assert "The same at: stage.frontstage" in text


def test_a_word_of_another_language_says_what_it_is_called(cjmap: Cjmap) -> None:
    text = cjmap("explain", "acciones").stdout
    assert text.startswith("“acciones” is called `does` here.\n")
    assert "«acciones» se llama aquí `does`." in cjmap("--lang", "es", "explain", "acciones").stdout


def test_a_value_is_told_with_its_keys(cjmap: Cjmap) -> None:
    text = cjmap("explain", "nps").stdout
    assert text.startswith("`nps` is a value of:\n")
    assert "  metric.type          Net promoter score, -100 to 100.\n" in text
    assert "  touchpoint.feedback  Would you recommend us? 0 to 10.\n" in text


def test_a_name_goes_before_a_word_for_another_and_a_namesake_is_told(cjmap: Cjmap) -> None:
    assert cjmap("explain", "measure").stdout.startswith("measure\n")
    assert "`cjmap explain settings.lifecycle`" in cjmap("explain", "lifecycle").stdout
    assert cjmap("explain", "map").stdout.startswith("journey\n")


def test_topics_are_listed_and_answered(cjmap: Cjmap) -> None:
    listed = cjmap("explain", "--topics").stdout
    assert "open-question  " in listed
    text = cjmap("explain", "open-question").stdout
    assert text.startswith("An open question")
    assert "    lanes:\n" in text
    spanish = cjmap("--lang", "es", "explain", "pregunta abierta").stdout
    assert "preguntas-abiertas:" in spanish


def test_all_settings_are_told_with_default_and_example(cjmap: Cjmap) -> None:
    text = cjmap("explain", "settings").stdout
    assert 'Default: "warning"' in text
    assert '    fail-on = "error"\n' in text
    told = json.loads(cjmap("explain", "settings", "--output-format", "json").stdout)
    for one in told["settings"]:
        assert f"{one['key']}\n  " in text


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("lint.fail-on", ["lint.fail-on"]),
        ("fail_on", ["lint.fail-on"]),
        ("[limits]", ["limits.file-size", "limits.nodes", "limits.depth"]),
        ("settings.language", ["language"]),
        ("extend", ["extend"]),
        ("excluir", ["exclude"]),
    ],
)
def test_one_setting_or_table_may_be_asked_for(cjmap: Cjmap, word: str, keys: list[str]) -> None:
    told = json.loads(cjmap("explain", word, "--output-format", "json").stdout)
    assert told["version"] == 1
    assert [one["key"] for one in told["settings"]] == keys
    assert all(tomllib.loads(one["example"]) for one in told["settings"])


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("exlude", "Did you mean `exclude`?"),
        ("severty", "Did you mean `severity`?"),
        ("open-questoin", "Did you mean `open-question`?"),
        ("CJ403", "`cjmap rule CJ403`"),
        ("qqqqqqqq", "`cjmap explain` lists the keys"),
        ("settings.qqqq", "Nothing is called"),
    ],
)
def test_a_word_that_is_none_is_wrong_usage_with_what_is_near(
    cjmap: Cjmap, word: str, said: str
) -> None:
    result = cjmap("explain", word)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_whole_reference_is_written_for_machines_and_as_a_page(cjmap: Cjmap) -> None:
    told = json.loads(cjmap("explain", "--output-format", "json").stdout)
    assert [*told] == ["version", "things", "keys", "settings", "topics"]
    known = {one["key"] for one in told["keys"]}
    for thing in told["things"]:
        assert set(thing["keys"]) <= known
    way = next_of(told["keys"])
    assert way["default"] == "the following touchpoint, or nowhere where it is an exit."
    assert way["holds"] == "next"
    assert yaml.safe_load(way["examples"][0])
    page = cjmap("explain", "--output-format", "markdown").stdout
    assert "## touchpoint\n" in page
    assert "### `touchpoint.next`\n" in page
    assert "```toml\n[gaps]\n" in page
    assert "## An open question, or anything else that has no key\n" in page


def next_of(keys: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one for one in keys if one["key"] == "touchpoint.next")


def test_pages_of_topics_hold_their_maps(cjmap: Cjmap) -> None:
    page = cjmap("explain", "--topics", "--output-format", "markdown").stdout
    assert page.count("```yaml\n") == page.count("\n## ") + 1
    told = json.loads(cjmap("explain", "--topics", "--output-format", "json").stdout)
    assert [*told] == ["version", "topics"]


def test_topics_with_a_word_answers_with_topics_alone(cjmap: Cjmap) -> None:
    assert (
        "`cjmap explain feeling-that-turns` answers"
        in cjmap("explain", "--topics", "feeling").stdout
    )
    alone = cjmap("explain", "--topics", "insight").stdout
    assert alone.startswith("An insight that is no pain\n")
    result = cjmap("explain", "--topics", "severity")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No topic speaks of `severity`." in result.stderr
    assert "Did you mean `insight`?" in cjmap("explain", "--topics", "insigth").stderr


def test_a_wrong_word_is_shown_in_short_and_a_key_of_ones_own_is_told(cjmap: Cjmap) -> None:
    assert len(cjmap("explain", "a" * 10_000).stderr) < 400
    assert "`x-` is your own" in cjmap("explain", "stage.x-team").stderr
    assert "Did you mean `touchpoint.next`?" in cjmap("explain", "touchpoint.nxt").stderr


def test_a_feeling_in_words_is_not_called_a_score_and_a_scale_stands_in_brackets(
    cjmap: Cjmap,
) -> None:
    text = cjmap("explain", "touchpoint.emotion").stdout
    assert "or the feeling in words." in text
    assert "A text alone" not in text
    assert "    emotion_scale: [1, 5]\n" in cjmap("explain", "emotion_scale").stdout
    assert " n: 240\n" in cjmap("explain", "stage.metrics").stdout


def test_a_word_for_a_key_tells_of_the_setting_that_is_called_like_it(cjmap: Cjmap) -> None:
    assert "cjmap explain settings.language" in cjmap("explain", "idioma").stdout
