"""The reference of maps says of each key what holds of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cjmap import lint
from cjmap.messages import LANGUAGES
from cjmap.model.grammar import grammar
from cjmap.reference.forms import tell
from cjmap.reference.keys import Key, every_key, texts, things, translated
from cjmap.rules import all_rules
from tests.reference.places import write

EVERY = [*every_key()]
EXAMPLES = [
    pytest.param(key, example, id=f"{key.path}-{number}")
    for key in EVERY
    for number, example in enumerate(key.examples)
]


def test_every_key_of_the_models_is_there() -> None:
    assert len(things()) == len(grammar())
    assert sum(len(forms) for forms, _, _ in grammar().values()) == len(EVERY)
    for thing in things().values():
        assert thing.meaning, thing.name
        assert thing.places or thing.name == "journey", thing.name
    for key in EVERY:
        assert key.meaning, key.path
        assert key.examples, key.path
        assert tell(key).render(), key.path
        assert not (key.needed and key.otherwise), key.path


@pytest.mark.parametrize(("key", "example"), EXAMPLES)
def test_an_example_is_valid_where_it_belongs(key: Key, example: Any, tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    file = write(tmp_path, key, example)
    assert [str(one.message) for one in lint(file, select=["CJ0", "CJ1"]).findings] == []


@pytest.mark.parametrize("key", EVERY, ids=lambda key: key.path)
def test_examples_are_shown_as_yaml_that_says_them(key: Key) -> None:
    for number, example in enumerate(key.examples):
        shown = yaml.load(key.example(number), yaml.BaseLoader)
        assert shown == {key.name: _as_text(example)}


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_closed_choices_list_all_of_their_values() -> None:
    for key in EVERY:
        if key.closed:
            form = key.form
            while form[0] != "choice":
                form = form[1]
            words = [value.word for value in key.values if value.word not in ("true", "false")]
            assert words == list(form[1]), key.path
        assert all(value.meaning for value in key.values), key.path


def test_everything_is_said_in_every_language_of_the_tool() -> None:
    for language in LANGUAGES[1:]:
        same = [text for text in texts() if text and translated(text, language) == text]
        # Figures, names and values are the same everywhere.
        assert [text for text in same if " " in text and not text.startswith(("[", "-"))] == []


def test_rules_name_keys_that_there_are() -> None:
    """Each rule of what a map says names what it looks at; those of writing look at any text."""
    anywhere = {"CJ213", "CJ214", "CJ215"}
    paths = {f"{key.thing}.{key.name}" for key in EVERY}
    names = {key.name for key in EVERY}
    for rule in all_rules():
        if rule.family not in ("CJ0", "CJ9") and rule.code not in {*anywhere, "CJ801"}:
            assert rule.keys, rule.code
        for named in rule.keys:
            known = (
                named.removeprefix("*.") in names
                if "." not in named.lstrip("*.")
                else named in paths
            )
            assert known, (rule.code, named)
            assert any(rule.code in key.rules for key in EVERY), rule.code
