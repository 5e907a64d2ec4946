"""Pages of Markdown give the journeys that they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

import pytest

from cjmap.convert.drafts import Draft, Fate, Given
from cjmap.convert.markdown import read
from cjmap.findings.usage import UsageError
from cjmap.views.written.markdown import write
from tests.views.maps import board_of


def drafts_of(text: str) -> Sequence[Draft]:
    return read(Given(text.encode(), "docs/notes.md")).drafts


def test_every_journey_of_a_page_is_a_map_called_as_what_stands_above() -> None:
    one, two, three = drafts_of(
        "---\ntags: [a]\n---\n# Notes\n\n## The **morning**\n\n```mermaid\njourney\n section A\n"
        " B: 3: C\n```\n\n```mermaid\nflowchart LR\n```\n\n~~~ {.mermaid}\njourney\n title Own\n"
        " section A\n B: 3: C\n~~~\n\n## Wiki\n\n::: mermaid\njourney\n section A\n B: 3: C\n:::\n"
    )
    titles = [one.values["title"], two.values["title"], three.values["title"]]
    assert titles == ["The morning", "Own", "Wiki"]
    lines = [
        [r.spot.line for r in draft.remarks if r.text == "B: 3: C"] for draft in (one, two, three)
    ]
    assert lines == [[11], [22], [30]]
    assert all(one.fate is not Fate.MISSING for one in one.remarks)


def test_a_journey_without_a_heading_is_called_as_its_file() -> None:
    (draft,) = drafts_of("```mermaid\njourney\n section A\n B: 3: C\n```\n")
    assert draft.values["title"] == "notes"


def stages_of(text: str) -> list[dict[str, Any]]:
    (draft,) = drafts_of(text)
    return cast("list[dict[str, Any]]", draft.values["stages"])


def test_a_table_is_a_map_called_as_what_stands_above() -> None:
    (draft,) = drafts_of(
        "# Coat\n\n| Stage | Touchpoint | Channel |\n|---|---|---|\n| Aware | **Ad**<br>seen | web |\n"
        "| Buy | [Shop](https://s.example) | store |\n"
    )
    assert draft.values["title"] == "Coat"
    assert [stage["name"] for stage in cast("Any", draft.values["stages"])] == ["Aware", "Buy"]
    (shop,) = [one for one in draft.remarks if "s.example" in one.text]
    assert shop.spot.line == 6


def test_headings_with_lists_are_stages_with_touchpoints() -> None:
    text = (
        "# Buy a coat\n## Awareness\n- Instagram ad\n  - Channel: instagram\n  - Emotion: 2\n"
        "- Friend tells\n## Purchase\n1. Shop\n   - Pain: queue\n   - waits long\n"
    )
    one, two = stages_of(text)
    assert (one["name"], two["name"]) == ("Awareness", "Purchase")
    ad, friend = one["touchpoints"]
    assert (ad["name"], ad["channel"], ad["emotion"]) == ("Instagram ad", "instagram", 2)
    assert friend == {"name": "Friend tells"}
    (shop,) = two["touchpoints"]
    assert (shop["name"], shop["pains"], shop["does"]) == ("Shop", ["queue"], ["waits long"])
    assert drafts_of(text)[0].values["title"] == "Buy a coat"


def test_headings_with_labelled_lists_are_stages_with_lanes() -> None:
    one, two = stages_of(
        "# Page\n\n## Discovery\n\n- **Emotions:** 😊\n- **Touchpoints:**\n  - Google\n  - Ad\n"
        "- **Pain points:** slow\n\n## Buying\n\n- **Emotions:** 😡\n- **Touchpoints:** Shop\n"
    )
    assert [touchpoint["name"] for touchpoint in one["touchpoints"]] == ["Google", "Ad"]
    assert (one["emotion"], one["pains"]) == ("😊", ["slow"])
    assert [touchpoint["name"] for touchpoint in two["touchpoints"]] == ["Shop"]


def test_front_matter_is_the_head_of_the_map() -> None:
    (draft,) = drafts_of(
        "---\ntitle: Front\nowner: Ann\npersonas: [Laura]\nfoo: bar\nstages: 3\n---\n# Page\n\n"
        "| Stage | Touchpoint |\n|---|---|\n| Aware | Ad |\n"
    )
    values = draft.values
    assert (values["title"], values["owner"], values["personas"]) == ("Front", "Ann", ["Laura"])
    assert (values["x-foo"], values["x-stages"]) == ("bar", 3)
    lines = {one.path: one.spot.line for one in draft.remarks if len(one.path) == 1}
    assert (lines[("owner",)], lines[("x-foo",)]) == (3, 5)
    assert all(one.fate is not Fate.MISSING for one in draft.remarks)


@pytest.mark.parametrize(
    ("front", "page"),
    [
        ("title: Hi\nowner: Bob\nx: [&a *a]", "## Find\n- Ad\n## Buy\n- Shop\n"),
        ("just words\nowner", "## Find\n- Ad\n## Buy\n- Shop\n"),
        ("owner: Bob", "```mermaid\njourney\nA: 3\n```\n\n```mermaid\njourney\nB: 3\n```\n"),
    ],
)
def test_front_matter_that_is_no_maps_head_is_told_line_by_line(front: str, page: str) -> None:
    reading = read(Given(f"---\n{front}\n---\n# Page\n\n{page}".encode(), "page.md"))
    remarks = [*reading.remarks, *(one for each in reading.drafts for one in each.remarks)]
    lost = [(one.text, one.spot.line) for one in remarks if one.fate is Fate.UNKNOWN]
    for line, text in enumerate(front.split("\n"), 2):
        assert (text, line) in lost


def test_a_key_of_ones_own_in_front_matter_keeps_its_name() -> None:
    (draft,) = drafts_of("---\nx-team: Blue\n---\n# A\n\n## Find\n- Ad\n## Buy\n- Shop\n")
    assert draft.values["x-team"] == "Blue"


def test_a_journey_that_is_shown_twice_is_one_map() -> None:
    page = (
        "# Coat\n\n```mermaid\njourney\n title Coat\n section Aware\n Ad: 3: Me\n```\n\n"
        "| Stage | Touchpoint |\n|---|---|\n| Aware | Ad |\n"
    )
    assert len(drafts_of(page)) == 1
    assert len(drafts_of(page.replace("Ad: 3", "Shop: 3"))) == 2


@pytest.mark.parametrize(
    "text", ["", "# A\n\nWords.\n", "```\njourney\n```\n", "# A\n- b\n", "> " * 500 + "- x"]
)
def test_a_page_without_a_journey_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="holds no journey"):
        drafts_of(text)


def page_of(**more: Any) -> str:
    return write(
        board_of(
            {
                "title": "Buy a coat",
                "personas": [
                    {
                        "name": "Laura",
                        "type": "primary",
                        "age": "29",
                        "role": "Buyer",
                        "quote": "Now",
                    },
                    "Jorge",
                ],
                "stages": [
                    {
                        "name": "Aware: first",
                        "touchpoints": [
                            {
                                "name": "Ad; large",
                                "channel": ["web", "email"],
                                "moment_of_truth": "zmot",
                                "emotions": {"laura": 1.25, "jorge": -0.5},
                            },
                            {"name": "Alone", "personas": ["laura"], "emotion": -2},
                            {"name": "Silent"},
                        ],
                        "pains": [
                            {
                                "text": "Slow",
                                "severity": 3,
                                "frequency": "often",
                                "effect": "workaround",
                                "owner": "Ann",
                            },
                            "Dear",
                        ],
                        "gains": ["Kind"],
                        "opportunities": [
                            {
                                "text": "Lift",
                                "status": "planned",
                                "due": "2027-03-21",
                                "owner": "Ben",
                            }
                        ],
                        "metrics": [{"type": "nps", "value": 24, "n": 100, "target": ">= 20"}],
                    }
                ],
                "gains": ["Warm"],
                "pains": [{"text": "Far", "severity": 5}],
                **more,
            }
        )
    )


@pytest.mark.parametrize("code", ["en", "es", "de", "ja", "ar"])
def test_a_page_that_cjmap_wrote_comes_back_in_its_language(code: str) -> None:
    (draft,) = drafts_of(page_of(language=code, goal="A coat", description="All of it"))
    values = draft.values
    assert values.get("language", "en") == code
    assert (values["title"], values["goal"], values["description"]) == (
        "Buy a coat",
        "A coat",
        "All of it",
    )
    assert values["personas"] == [
        {"name": "Laura", "type": "primary", "role": "Buyer", "age": "29", "quote": "Now"},
        "Jorge",
    ]
    (stage,) = cast("Any", values["stages"])
    one, alone, silent = stage.pop("touchpoints")
    assert (one["name"], one["moment_of_truth"]) == ("Ad; large", "zmot")
    assert len(one["channel"]) == 2
    assert one["emotions"] == {"laura": 1.25, "jorge": -0.5}
    assert (alone["name"], alone["emotion"]) == ("Alone", -2)
    assert (silent["name"], "emotion" in silent) == ("Silent", False)
    assert "emotion_scale" not in values
    assert stage == {
        "name": "Aware: first",
        "pains": [
            {
                "text": "Slow",
                "severity": 3,
                "frequency": "often",
                "effect": "workaround",
                "owner": "Ann",
            },
            "Dear",
        ],
        "gains": ["Kind"],
        "opportunities": [
            {"text": "Lift", "status": "planned", "due": "2027-03-21", "owner": "Ben"}
        ],
        "metrics": [{"type": "nps", "value": 24, "n": 100, "target": "≥ 20"}],
    }
    assert (values["gains"], values["pains"]) == (["Warm"], [{"text": "Far", "severity": 5}])


def test_a_page_of_another_scale_keeps_it() -> None:
    (draft,) = drafts_of(
        write(
            board_of(
                {
                    "title": "A",
                    "personas": ["Laura"],
                    "emotion_scale": [1, 5],
                    "stages": [{"name": "B", "touchpoints": [{"name": "C", "emotion": 4.5}]}],
                }
            )
        )
    )
    assert draft.values["emotion_scale"] == [1, 5]
    (stage,) = cast("Any", draft.values["stages"])
    assert stage["touchpoints"] == [{"name": "C", "emotion": 4.5}]


def test_what_a_page_says_for_readers_alone_is_told() -> None:
    (draft,) = drafts_of(page_of())
    lost = [one.text for one in draft.remarks if one.fate is Fate.UNKNOWN]
    assert any("coverage" in text for text in lost)
    assert not any(text.startswith(("Slow", "Lift", "Kind")) for text in lost)


_HOUSE = """\
# Buying a house

Owner: Ann
Some words.

## Personas

- **Laura**, 34, nurse
  - Goals: a garden
- Pedro, afraid of banks

## Scenario

They look for their first home.

## Stage 1: Search

Goal: find one

- Website: looks at pictures
- Agent: calls
  - Pain: no answer
- Emotion: 3/5

### Pains

- Slow
- Costly

## Stage 2: Visit

They see three.

- Door

> Bring a torch.

## Notes

- remember this
  - and that

```sh
rm -f house
```
"""


def lost(text: str) -> list[str]:
    return [one.text for one in read(Given(text.encode(), "notes.md")).remarks]


def test_headings_of_lanes_and_of_people_are_no_stages() -> None:
    (draft,) = drafts_of(_HOUSE)
    assert draft.values["personas"] == [
        {"name": "Laura", "age": "34", "bio": "nurse", "goals": ["a garden"]},
        {"name": "Pedro", "bio": "afraid of banks"},
    ]
    assert draft.values["scenario"] == "They look for their first home."
    search, visit = stages_of(_HOUSE)
    assert (search["name"], search["goal"], search["pains"]) == (
        "Stage 1: Search",
        "find one",
        ["Slow", "Costly"],
    )
    assert (search["emotion"], draft.values["emotion_scale"]) == (3, [1, 5])
    site, agent = search["touchpoints"]
    assert (site["name"], agent["name"]) == ("Website: looks at pictures", "Agent: calls")
    assert agent["pains"] == ["no answer"]
    assert visit["description"].startswith("They see three.")


def test_what_of_a_page_is_in_no_map_is_named() -> None:
    named = ["Owner: Ann Some words.", "Notes", "remember this", "and that", "rm -f house"]
    assert lost(_HOUSE) == named
    table = "| Stage | Touchpoint |\n|---|---|\n| Search | Ad |\n"
    assert lost(
        f"# Buying a house\n\nBefore.\n\n{table}\n## After\n- one\n  - two\n\n<b>so</b>\n"
    ) == [
        "Before.",
        "After",
        "one",
        "two",
        "so",
    ]
    # So it is of a page whose journey is a diagram.
    diagram = "```mermaid\njourney\n section A\n B: 3: C\n```"
    page = f"Words.\n\n{diagram}\n\n- one\n\n## Pains\n- Slow\n"
    assert lost(page) == ["Words.", "one", "Pains", "Slow"]


@pytest.mark.parametrize("door", ["- Door", "| Touchpoint | Pain |\n|---|---|\n| Door | cold |"])
def test_every_word_of_a_page_stands_in_the_map_or_is_told(door: str) -> None:
    page = _HOUSE.replace("- Door", door)
    reading = read(Given(page.encode(), "notes.md"))
    told = " ".join(one.text for one in reading.remarks)
    told += " ".join(
        f"{draft.values} {[one.text for one in draft.remarks]}" for draft in reading.drafts
    )
    heads = {"personas", "scenario", "goals", "goal", "emotion", "touchpoint"}
    words = set(re.findall(r"[a-z]{3,}", page.lower())) - heads
    assert {word for word in words if word not in told.lower()} == set()


def test_a_cell_beyond_the_last_head_is_not_lost() -> None:
    (draft,) = drafts_of("| Stage | Touchpoint |\n|---|---|\n| A | `b|c` |\n| B | d |\n")
    (missed,) = [one for one in draft.remarks if one.fate is Fate.UNKNOWN]
    assert (missed.text, missed.spot.line) == ("c`", 3)


def test_diagrams_in_quotes_lists_and_tags_are_read() -> None:
    block = "journey\n  title {}\n  section A\n    B: 3: C\n"
    one, two, three, four = (block.format(name) for name in ("One", "Two", "Three", "Four"))
    quoted = "".join(f"> {line}\n" for line in f"```mermaid\n{two}```".splitlines())
    listed = "".join(f"  {line}\n" for line in f"```mermaid\n{three}```".splitlines())
    drafts = drafts_of(
        f'```mermaid\n{one}```\n\n{quoted}\n- item\n\n{listed}\n<pre class="mermaid">\n{four}</pre>\n'
    )
    assert [draft.values["title"] for draft in drafts] == ["One", "Two", "Three", "Four"]


def test_marks_of_markdown_are_no_part_of_what_a_page_says() -> None:
    text = (
        "---\ntitle: The **bold** [one](https://a.example)\nowner: a*b\n---\n"
        "| Stage | **Touchpoint** | Thoughts | *Pains* | Actions |\n|---|---|---|---|---|\n"
        "| *Find* | `Site` | _Where?_ | ~~Slow~~ | **Looks** | ~~more~~ *words* |\n"
        "| __Buy__ | ***Till*** | *Wow*, **so** _fast_ | [Queue](https://b.example) | Pays \\*now\\* |\n"
    )
    (draft,) = read(Given(text.encode(), "a.md")).drafts
    assert draft.values["title"] == "The bold one (https://a.example)"
    assert draft.values["owner"] == "a*b"
    assert draft.values["stages"] == [
        {
            "name": "Find",
            "touchpoints": [
                {"name": "Site", "does": ["Looks"], "thoughts": ["Where?"], "pains": ["Slow"]}
            ],
        },
        {
            "name": "Buy",
            "touchpoints": [
                {
                    "name": "Till",
                    "does": ["Pays *now*"],
                    "thoughts": ["Wow, so fast"],
                    "pains": ["Queue (https://b.example)"],
                }
            ],
        },
    ]
    assert "more words" in [one.text for one in draft.remarks]


SEEN = "## Seen\n| Stage | Actions | Emotion |\n|---|---|---|\n| Find | Looks | 🙂 |\n| Buy | Pays | 🙁 |\n"
BEHIND = "## Behind\n| Stage | System actions | Tools | KPIs |\n|---|---|---|---|\n| Find | Serves | Site | Views |\n| Buy | Checks | Shop | Orders |\n"


def test_tables_of_the_same_stages_that_say_different_things_tell_one_journey() -> None:
    (draft,) = read(Given(f"# Coat\n{SEEN}\n{BEHIND}".encode(), "a.md")).drafts
    assert draft.values["title"] == "Coat"
    first, second = cast("list[dict[str, Any]]", draft.values["stages"])
    assert (first["backstage"], second["support"]) == (["Serves"], ["Shop"])
    assert [one["name"] for stage in (first, second) for one in stage["touchpoints"]] == [
        "Looks",
        "Pays",
    ]


@pytest.mark.parametrize(
    "other",
    [
        # Somebody else's way, and other stages.
        SEEN.replace("Looks", "Asks"),
        BEHIND.replace("| Buy |", "| Pay |"),
    ],
)
def test_tables_that_contradict_each_other_are_journeys_of_their_own(other: str) -> None:
    drafts = read(Given(f"{SEEN}\n{other}".encode(), "a.md")).drafts
    assert len(drafts) == 2


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (f"## Buy a coat\n\n#{SEEN}".replace("Seen", "Stages"), "Buy a coat"),
        ("## Buy a coat\n### Find\n- Look\n### Pay\n- Till\n", "Buy a coat"),
        (f"## Persona\n- Ann\n\n## Goals\n{SEEN.partition(chr(10))[2]}", "page"),
    ],
)
def test_a_page_is_called_as_the_heading_above_all_others(page: str, title: str) -> None:
    (draft,) = read(Given(page.encode(), "page.md")).drafts
    assert draft.values["title"] == title


def test_bold_words_above_a_list_say_what_it_is_a_list_of() -> None:
    text = (
        "# Coat\n## Persona: Ann (buyer)\n## Scenario: It turns cold\n\n### Stage 1\n"
        "**Touchpoints:**\n- Site\n\n**User actions**\n\n- Looks\n- Reads\n\n**Pain points**:\n- Slow\n\n"
        "### Stage 2\n**Touchpoints:**\n- Till\n\n**Opportunities:**\n1. A second till\n"
    )
    (draft,) = read(Given(text.encode(), "a.md")).drafts
    assert draft.values["scenario"] == "It turns cold"
    assert draft.values["personas"] == ["Ann (buyer)"]
    assert draft.values["stages"] == [
        {
            "name": "Stage 1",
            "pains": ["Slow"],
            "touchpoints": [{"name": "Site", "does": ["Looks", "Reads"]}],
        },
        {
            "name": "Stage 2",
            "opportunities": ["A second till"],
            "touchpoints": [{"name": "Till"}],
        },
    ]
    assert not [one for one in draft.remarks if one.fate is Fate.UNKNOWN]


def test_bold_words_that_are_no_lane_are_the_touchpoint_whose_list_it_is() -> None:
    text = "## Find\n**Site:**\n- types\n- reads\n\n**Shop**\n- asks\n\n## Buy\n**Till**\n- pays\n"
    (draft,) = read(Given(text.encode(), "a.md")).drafts
    stages = cast("list[dict[str, Any]]", draft.values["stages"])
    assert [(one["name"], one["does"]) for stage in stages for one in stage["touchpoints"]] == [
        ("Site", ["types", "reads"]),
        ("Shop", ["asks"]),
        ("Till", ["pays"]),
    ]


def test_lines_with_labels_below_headings_tell_of_stages() -> None:
    text = (
        "# Coat\n**Persona**: Nora, 34\n**Goal**: be warm\n\n## 1. Search\n**Actions**: looks\n"
        "**Touchpoints**: website\n**Emotion**: curious (4/5)\n\n## 2. Buy\n**Actions**: pays\n"
        "**Touchpoints**: till\n**Pain points**: queue\n"
    )
    (draft,) = read(Given(text.encode(), "a.md")).drafts
    assert (draft.values["goal"], draft.values["personas"]) == (
        "be warm",
        [{"name": "Nora", "age": "34"}],
    )
    assert draft.values["stages"] == [
        {
            "name": "Search",
            "emotion": {"score": 4, "label": "curious"},
            "touchpoints": [{"name": "website", "does": ["looks"]}],
        },
        {
            "name": "Buy",
            "pains": ["queue"],
            "touchpoints": [{"name": "till", "does": ["pays"]}],
        },
    ]
