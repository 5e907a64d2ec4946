"""Tables of journeys as people keep them become maps: nothing lost, nothing invented."""

from __future__ import annotations

from typing import Any, cast

import pytest

from cjmap.convert.drafts import Fate
from cjmap.languages.heads import head_of
from cjmap.languages.known import CODES
from tests.convert.tables import drawn, fates, merge, only, read, stages_of, table_of, untold

ACROSS = """
                  | Awareness                        | Purchase
Customer actions  | Sees an ad/nTalks to friends     | Pays
Touchpoints       | Instagram, friends               | Checkout
Emotions          | 😊 Curious                       | Frustrated (2/5)
Pain points       | Too many ads                     | 1. Card refused 2. Slow
Opportunities     | • Better targeting/n• Fewer ads  | Add PayPal
KPIs              | Reach: 12000                     | Conversion: 2.1%
Content           | Video                            | -
"""


def test_stages_across_and_lanes_down() -> None:
    draft = only(drawn(ACROSS))
    assert stages_of(draft) == {
        "Awareness": {
            "emotion": "😊 Curious",
            "pains": ["Too many ads"],
            "opportunities": ["Better targeting", "Fewer ads"],
            "metrics": [{"type": "reach", "value": 12000}],
            # Which of the two does what, nobody says.
            "lanes": {
                "customer-actions": ["Sees an ad", "Talks to friends"],
                "content": ["Video"],
            },
            "touchpoints": [{"name": "Instagram"}, {"name": "friends"}],
        },
        "Purchase": {
            "emotion": {"score": 2, "label": "Frustrated"},
            "pains": ["Card refused", "Slow"],
            "opportunities": ["Add PayPal"],
            "metrics": [{"type": "conversion", "value": 2.1}],
            "touchpoints": [{"name": "Checkout", "does": ["Pays"]}],
        },
    }
    assert draft.values["emotion_scale"] == [1, 5]
    assert fates(draft, Fate.KEPT) == ["Video", "Sees an ad\nTalks to friends"]


LISTED = """
Etapa          | Punto de contacto | Canal     | Qué hace | Emoción | Puntuación | Puntos de dolor      | Gravedad | Oportunidades | Esfuerzo | Responsable | Tiempo que hace
Descubrimiento | Anuncio           | Instagram | Mira     | Curiosa | 4          |                      |          |               |          | Marketing   | Sol
               | Búsqueda          | Google    | Busca    |         | 2          | Muchos resultados    | alta     | Mejorar SEO   | baja     | Marketing   |
Compra         | Pago              | Web       | Paga     |         | 3,5        | Rechazan/n• la tarjeta | 4      | Bizum         | 2        | Finanzas    |
"""


def test_a_touchpoint_a_row() -> None:
    draft = only(drawn(LISTED.replace("Rechazan/n• la", "Rechazan la")))
    assert draft.values["language"] == "es"
    assert stages_of(draft) == {
        "Descubrimiento": {
            "touchpoints": [
                {
                    "name": "Anuncio",
                    "channel": "Instagram",
                    "does": ["Mira"],
                    "emotion": {"score": 4, "label": "Curiosa"},
                    "owner": "Marketing",
                    "lanes": {"tiempo-que-hace": ["Sol"]},
                },
                {
                    "name": "Búsqueda",
                    "channel": "Google",
                    "does": ["Busca"],
                    "emotion": 2,
                    "pains": [{"text": "Muchos resultados", "severity": "high"}],
                    "opportunities": [{"text": "Mejorar SEO", "effort": "low"}],
                    "owner": "Marketing",
                },
            ]
        },
        "Compra": {
            "touchpoints": [
                {
                    "name": "Pago",
                    "channel": "Web",
                    "does": ["Paga"],
                    "emotion": 3.5,
                    "pains": [{"text": "Rechazan la tarjeta", "severity": 4}],
                    "opportunities": [{"text": "Bizum", "effort": 2}],
                    "owner": "Finanzas",
                }
            ]
        },
    }


@pytest.mark.parametrize("text", [ACROSS, LISTED])
def test_every_cell_is_told_of(text: str) -> None:
    table = drawn(text)
    assert untold(table, read(table)) == set()


def test_merged_cells_hold_for_all_that_they_cover() -> None:
    table = drawn(
        """
        Customer Journey Map: Buying a coat | | | |
        Persona    | Laura     |             |          |
                   | Awareness |             | Purchase |
        Touchpoint | Ad        | Shop window | Checkout | Delivery
        Emotion    | 1         | 2           | -1       | 0.5
        Owner      | Marketing |             | Shop     |
        Insights   | All of it |             |          |
        """
    )
    for place in ((2, 1, 2, 2), (2, 3, 2, 4), (5, 1, 5, 2), (5, 3, 5, 4), (6, 1, 6, 4)):
        table = merge(table, *place)
    draft = only(table)
    assert draft.values["title"] == "Buying a coat"
    assert draft.values["personas"] == ["Laura"]
    # A cell across all of the journey is about all of it.
    assert draft.values["lanes"] == [{"name": "Insights", "texts": ["All of it"]}]
    assert stages_of(draft) == {
        "Awareness": {
            "owner": "Marketing",
            "touchpoints": [
                {"name": "Ad", "emotion": 1},
                {"name": "Shop window", "emotion": 2},
            ],
        },
        "Purchase": {
            "owner": "Shop",
            "touchpoints": [
                {"name": "Checkout", "emotion": -1},
                {"name": "Delivery", "emotion": 0.5},
            ],
        },
    }


@pytest.mark.parametrize(
    "labels", [("Emotion (Laura)", "Emotion (Jorge)"), ("Laura: feels", "Jorge: feels")]
)
def test_rows_of_several_people(labels: tuple[str, str]) -> None:
    draft = only(
        table_of(
            [
                ["", "Search", "Buy"],
                ["Does", "looks", "pays"],
                [labels[0], "1", "😡"],
                [labels[1], "-1", "2"],
            ]
        )
    )
    assert draft.values["personas"] == ["Laura", "Jorge"]
    assert stages_of(draft)["Search"]["emotions"] == {"laura": 1, "jorge": -1}
    assert stages_of(draft)["Buy"]["emotions"] == {"laura": "😡", "jorge": 2}


def test_a_row_a_pain_adds_to_the_touchpoint_that_it_names() -> None:
    touchpoints = drawn(
        "Stage | Touchpoint | Channel\nBuy | Checkout | web\nBuy | Delivery | courier"
    )
    pains = drawn(
        "Stage | Touchpoint | Pain | Severity | Frequency | Owner\nBuy | Delivery | Late | high | often | Logistics"
    )
    stages = stages_of(only(touchpoints, pains))
    assert stages["Buy"]["touchpoints"] == [
        {"name": "Checkout", "channel": "web"},
        {
            "name": "Delivery",
            "channel": "courier",
            "pains": [
                {"text": "Late", "severity": "high", "frequency": "often", "owner": "Logistics"}
            ],
        },
    ]


def test_actions_are_the_touchpoints_where_nothing_else_is() -> None:
    draft = only(
        drawn(
            "Phase | Handlungen | Gefühle\nSuche | • Liest Tests/n• Vergleicht | Neugierig\nKauf | Bezahlt | Froh"
        )
    )
    assert draft.values["language"] == "de"
    assert stages_of(draft)["Suche"] == {
        "emotion": "Neugierig",
        "touchpoints": [{"name": "Liest Tests"}, {"name": "Vergleicht"}],
    }


def test_what_no_key_is_for_is_kept_and_said() -> None:
    draft = only(
        drawn("Stage | Touchpoint | Effort | Weather | Due\nBuy | Shop | 9 of 5 | rain | soon")
    )
    (touchpoint,) = stages_of(draft)["Buy"]["touchpoints"]
    assert touchpoint["lanes"] == {"effort": ["9 of 5"], "weather": ["rain"], "due": ["soon"]}
    assert fates(draft, Fate.KEPT) == ["rain", "9 of 5", "soon"]


def test_a_text_where_a_rating_belongs_stays_beside_it() -> None:
    draft = only(
        drawn(
            "Stage | Touchpoint | Opportunity | Effort | Due\nBuy | Shop | Lift | three weeks | 2027-03-31"
        )
    )
    (touchpoint,) = stages_of(draft)["Buy"]["touchpoints"]
    assert touchpoint["opportunities"] == [
        {"text": "Lift", "due": "2027-03-31", "x-effort": "three weeks"}
    ]


def test_what_is_no_table_of_a_journey_is_not_understood() -> None:
    reading = read(drawn("Item | Price\nCoat | 100\nHat | 20"))
    assert reading.drafts == ()
    assert fates(reading, Fate.UNKNOWN) == ["Item", "Price", "Coat", "100", "Hat", "20"]


@pytest.mark.parametrize("code", CODES)
def test_heads_are_understood_in_every_language(code: str) -> None:
    keys = (
        "stages",
        "touchpoints",
        "channel",
        "does",
        "thoughts",
        "score",
        "pains",
        "opportunities",
        "owner",
    )
    heads = [head_of(key, code) for key in keys]
    cells = ["Eins", "Zwei", "web", "Drei", "Vier", "1", "Fünf", "Sechs", "Sieben"]
    draft = only(table_of([heads, cells, ["Acht", "Neun", "app", "", "", "-1"]]))
    assert stages_of(draft)["Eins"]["touchpoints"] == [
        {
            "name": "Zwei",
            "channel": "web",
            "does": ["Drei"],
            "thoughts": ["Vier"],
            "emotion": 1,
            "pains": ["Fünf"],
            "opportunities": ["Sechs"],
            "owner": "Sieben",
        }
    ]
    assert draft.values.get("language", "en") == code


@pytest.mark.parametrize(
    ("scores", "scale"),
    [
        (("1", "-2"), None),
        (("4", "2"), [1, 5]),
        (("0", "5"), [0, 5]),
        (("8", "3"), [0, 10]),
        (("-3", "1"), [-3, 3]),
        (("80%", "20%"), [0, 100]),
        (("★★★★☆", "★"), [1, 5]),
        (("3/10", "7/10"), [0, 10]),
    ],
)
def test_the_scale_holds_every_score(scores: tuple[str, str], scale: list[int] | None) -> None:
    draft = only(
        table_of([["Stage", "Touchpoint", "Score"], ["A", "b", scores[0]], ["A", "c", scores[1]]])
    )
    assert draft.values.get("emotion_scale") == scale


def test_columns_mean_what_somebody_says() -> None:
    from cjmap.convert.recognition.recognise import recognise

    table = drawn("Stage | Touchpoint | Temperature | Feeling\nBuy | Shop | 2 | rain")
    (draft,) = recognise([table], columns={"Temperature": "score", "feeling": ""}, name="T").drafts
    (touchpoint,) = stages_of(draft)["Buy"]["touchpoints"]
    assert touchpoint == {"name": "Shop", "emotion": 2, "lanes": {"feeling": ["rain"]}}


def test_a_long_table_names_each_person_text_and_source_once() -> None:
    """Rows are read one by one: none is held against all before it."""
    number = 10_000
    rows = [["Stage", "Touchpoint", "Persona", "Does", "Pain points", "Evidence"]]
    rows += [["A", "b", *(f"{what} {row}" for what in "PDQE")] for row in range(number)]
    draft = only(table_of([*rows, *rows[1:3]]))
    (stage,) = cast("Any", draft.values["stages"])
    (touchpoint,) = stage["touchpoints"]
    assert touchpoint["does"] == [f"D {row}" for row in range(number)]
    assert touchpoint["pains"] == [f"Q {row}" for row in range(number)]
    assert touchpoint["personas"] == [f"p-{row}" for row in range(number)]
    assert len(cast("Any", draft.values["evidence"])) == number


@pytest.mark.parametrize(
    ("first", "second", "lifecycle"),
    [
        ("Preparation", "Surgery", ["Preparation", "Surgery"]),
        ("Awareness", "Surgery", ["Awareness", "Surgery"]),
        ("Surgery", "Surgery", ["Surgery"]),
        ("Awareness", "", None),
        ("Conciencia", "Compra", None),
    ],
)
def test_phases_of_ones_own_are_the_lifecycle_of_the_map(
    first: str, second: str, lifecycle: object
) -> None:
    text = f"Stage|Touchpoint|Phase\nBefore|Letter|{first}\nThen|Ward|{second}"
    draft = only(drawn(text))
    assert draft.values.get("lifecycle") == lifecycle
    told = [one.path for one in draft.remarks if one.note and "lifecycle" in one.note.render("en")]
    assert told == ([("lifecycle",)] if lifecycle else [])
