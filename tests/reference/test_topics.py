"""How do I say …? Each answer's map is valid, and can be drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjmap import lint, load, render
from cjmap.messages import LANGUAGES
from cjmap.reference.finding import find
from cjmap.reference.keys import translated
from cjmap.reference.topics import TOPICS, Topic, find_topics

_LINK = re.compile(r"to: ([\w.-]+\.journey\.yaml)(?:#([\w-]+))?")
_OTHER = "title: Another\npersonas: [Laura]\nstages:\n  - id: {id}\n    name: One\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_the_map_is_valid_and_drawn(topic: Topic, language: str, tmp_path: Path) -> None:
    text = translated(topic.map, language)
    for name, id in _LINK.findall(text):
        (tmp_path / name).write_text(_OTHER.format(id=id or "one"), encoding="utf-8")
    library = "kind: library" in text
    file = tmp_path / f"map.{'library' if library else 'journey'}.yaml"
    file.write_text(text, encoding="utf-8")
    assert [str(one.message) for one in lint(file, select=["CJ0", "CJ1"]).findings] == []
    if not library:
        title = re.search(r"^title: \"?([^\"\n]+)", text, re.M)
        assert title
        assert title[1].split()[0] in render(load(file))


def test_what_maps_asked_for_is_answered() -> None:
    asked = {
        *("feeling-that-turns", "feeling-by-ending", "level-above-stages", "open-question"),
        *("later-release", "failure", "share-of-a-branch", "insight"),
    }
    assert asked <= {topic.name for topic in TOPICS}
    assert len({topic.name for topic in TOPICS}) == len(TOPICS)
    for topic in TOPICS:
        for key in topic.keys:
            found = find(key)
            assert found is not None, key
            assert found.keys, key


def test_the_answer_speaks_of_what_its_map_writes() -> None:
    for topic in TOPICS:
        written = [key for key in topic.keys if f"{key.rsplit('.', 1)[-1]}:" in topic.map]
        assert written or "# cjmap: " in topic.map, topic.name


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("open-question", "open-question"),
        ("Open question", "open-question"),
        ("pregunta abierta", "open-question"),
        ("larger map", "part-of-a-larger-journey"),
        ("versión posterior", "later-release"),
    ],
)
def test_a_topic_is_found_by_its_name_and_by_words_of_its_question(asked: str, name: str) -> None:
    assert [topic.name for topic in find_topics(asked)] == [name]


def test_no_topic_is_found_for_words_that_stand_in_none() -> None:
    for asked in ("qqqq", "open qqqq", "the", "el", ""):
        assert find_topics(asked) == ()


def test_words_of_several_questions_lead_to_all_of_them() -> None:
    found = [topic.name for topic in find_topics("touchpoint")]
    assert found[:2] == ["feeling-that-turns", "two-personas-two-feelings"]
