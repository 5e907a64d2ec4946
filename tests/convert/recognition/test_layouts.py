"""Tables as people lay them out: empty rows, heads in two rows, people side by side, lines that part rows."""

from __future__ import annotations

import pytest

from cjmap.convert.drafts import Fate
from cjmap.convert.recognition.values import value_of_thing
from tests.convert.tables import drawn, fates, merge, only, read, stages_of, table_of, untold

EMPTY_ROWS_IN_A_LIST = """
Etapa   | Punto de contacto | Canal    | Dolor
Antes   | Anuncio           | Web      |
        | Llamada           | Teléfono | Espera
        |                   |          |
Durante | Visita            | Tienda   | Cola
        |                   |          |
Después | Encuesta          | E-mail   |
        |                   |          |
Leyenda: nada de esto está validado |  |  |
"""
A_ROW_FOR_EACH = """
Stage | Touchpoint | Persona | Emotion (1-5) | Thinks
Buy   | Till       | Ana     | 1             | Too dear
Buy   | Till       | Ben     | 5             |
Buy   | Wrap       | Ana     | 3             |
"""
EMPTY_ROWS_IN_A_GRID = """
              | Discover | Buy
              |          |
Touchpoints   | Ad       | Shop
              |          |
Feelings      | 1        | -1
Pains         |          | Queue
              |          |
Opportunities |          | More staff
"""
GROUPS_OF_HEADS = """
Fase         | Touchpoint    | Lo que vive |       | Gestión |
             |               | Emoción     | Dolor | Área    | Riesgo operativo
Contratación | Web           | Duda        | Caro  | Digital | ninguno aún
             | Llamada       | Enfado      | Lento | Centro  | alto
"""
LINES_BETWEEN = """
Point de contact | Action   | Note /10 | Irritant
AVANT LA VISITE  |          |          |
Site             | Cherche  | 4        | Vieux
Billetterie      | Achète   | 8        |
PENDANT          |          |          |
Accueil          | Attend   | 3        | 30 min
"""
PEOPLE_BESIDE = """
Persona       | Beth  |       | Carl    |
Stage         | Look  | Buy   | Look    | Buy
Doing         | looks | pays  | reads   | calls
Thinking      | nice  |       | safe?   |
Feeling       | 2     | 1     | -1      | -2
Pains         |       |       | fakes   | queue
Opportunities |       |       | reviews | chat
"""
PEOPLE_BELOW = """
Étapes   |          | Avant | Après
Sophie   | Actions  | lit   | roule
         | Pensées  | oh    | ah
         | Émotions | 1     | 2
Marc     | Actions  | voit  | attend
         | Pensées  | non   | si
         | Émotions | -1    | -2
Irritants |         |       | Délais
"""
LAYOUTS = (
    EMPTY_ROWS_IN_A_LIST,
    EMPTY_ROWS_IN_A_GRID,
    GROUPS_OF_HEADS,
    LINES_BETWEEN,
    PEOPLE_BESIDE,
    PEOPLE_BELOW,
)


@pytest.mark.parametrize("text", LAYOUTS)
def test_every_cell_is_told_of_and_none_is_not_understood(text: str) -> None:
    table = drawn(text)
    reading = read(table)
    assert untold(table, reading) == set()
    assert fates(reading, Fate.UNKNOWN) == []


def test_rows_of_nothing_part_no_list() -> None:
    draft = only(drawn(EMPTY_ROWS_IN_A_LIST))
    stages = stages_of(draft)
    assert {name: len(stage["touchpoints"]) for name, stage in stages.items()} == {
        "Antes": 2,
        "Durante": 1,
        "Después": 1,
    }
    assert stages["Durante"]["touchpoints"][0]["pains"] == ["Cola"]
    assert draft.values["x-leyenda"] == "nada de esto está validado"


def test_rows_of_nothing_part_no_grid() -> None:
    assert stages_of(only(drawn(EMPTY_ROWS_IN_A_GRID))) == {
        "Discover": {"touchpoints": [{"name": "Ad"}], "emotion": 1},
        "Buy": {
            "touchpoints": [{"name": "Shop"}],
            "emotion": -1,
            "pains": ["Queue"],
            "opportunities": ["More staff"],
        },
    }


def test_groups_above_the_heads_are_heads_with_them() -> None:
    table = drawn(GROUPS_OF_HEADS)
    merged = table
    for place in ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (2, 0, 3, 0)):
        merged = merge(merged, *place)
    for one in (table, merged):
        (stage,) = stages_of(only(one)).values()
        assert stage["touchpoints"] == [
            {
                "name": "Web",
                "emotion": "Duda",
                "pains": ["Caro"],
                "owner": "Digital",
                "lanes": {"gestion-riesgo-operativo": ["ninguno aún"]},
            },
            {
                "name": "Llamada",
                "emotion": "Enfado",
                "pains": ["Lento"],
                "owner": "Centro",
                "lanes": {"gestion-riesgo-operativo": ["alto"]},
            },
        ]


def test_a_line_of_its_own_is_the_stage_of_what_stands_below() -> None:
    stages = stages_of(only(drawn(LINES_BETWEEN)))
    assert {
        name: [one["name"] for one in stage["touchpoints"]] for name, stage in stages.items()
    } == {
        "AVANT LA VISITE": ["Site", "Billetterie"],
        "PENDANT": ["Accueil"],
    }


def test_a_touchpoint_of_which_nothing_is_said_parts_no_table() -> None:
    draft = only(
        drawn("Touchpoint | Action | Pain\nSite | looks | old\nEnd | |\nDesk | waits | long")
    )
    (stage,) = stages_of(draft).values()
    assert [one["name"] for one in stage["touchpoints"]] == ["Site", "End", "Desk"]


def test_people_side_by_side_share_the_stages() -> None:
    table = drawn(PEOPLE_BESIDE)
    for one in (table, merge(merge(table, 0, 1, 0, 2), 0, 3, 0, 4)):
        draft = only(one)
        assert draft.values["personas"] == ["Beth", "Carl"]
        assert stages_of(draft)["Look"] == {
            "thoughts": [
                {"text": "nice", "persona": "beth"},
                {"text": "safe?", "persona": "carl"},
            ],
            "emotions": {"beth": 2, "carl": -1},
            "pains": [{"text": "fakes", "personas": ["carl"]}],
            "opportunities": [{"text": "reviews", "x-personas": ["carl"]}],
            "touchpoints": [
                {"name": "looks", "personas": ["beth"]},
                {"name": "reads", "personas": ["carl"]},
            ],
        }


def test_people_one_below_the_other_have_lanes_of_their_own() -> None:
    table = drawn(PEOPLE_BELOW)
    for one in (table, merge(merge(table, 1, 0, 3, 0), 4, 0, 6, 0)):
        draft = only(one)
        assert draft.values["personas"] == ["Sophie", "Marc"]
        assert stages_of(draft)["Après"] == {
            "thoughts": [{"text": "ah", "persona": "sophie"}, {"text": "si", "persona": "marc"}],
            "emotions": {"sophie": 2, "marc": -2},
            "pains": ["Délais"],
            "touchpoints": [
                {"name": "roule", "personas": ["sophie"]},
                {"name": "attend", "personas": ["marc"]},
            ],
        }


def test_what_one_does_among_several_touchpoints_is_kept_with_the_name() -> None:
    text = PEOPLE_BELOW.replace("Irritants |         |       | Délais", "Contacts | | a, b | c, d")
    draft = only(drawn(text.replace("Contacts", "Points de contact")))
    assert stages_of(draft)["Avant"]["lanes"] == {
        "sophie-actions": ["lit"],
        "marc-actions": ["voit"],
    }


def test_steps_that_are_no_numbers_are_no_numbers() -> None:
    table = drawn("Phase | A | B\nSteps / activities | reads | pays\nPains | slow | dear")
    reading = read(table)
    assert untold(table, reading) == set()
    (draft,) = reading.drafts
    assert [one["touchpoints"] for one in stages_of(draft).values()] == [
        [{"name": "reads"}],
        [{"name": "pays"}],
    ]


def test_feelings_that_are_colours_alone_are_told() -> None:
    grid = read(
        drawn("| Suche | Kauf\nTouchpoints | Laden | Kasse\nGefühle | |\nChancen | Preise |")
    )
    listed = read(drawn("Stage | Touchpoint | Emotion\nBuy | Shop |\nUse | App |"))
    assert fates(grid, Fate.UNKNOWN) == ["Gefühle"]
    assert fates(listed, Fate.UNKNOWN) == ["Emotion"]


@pytest.mark.parametrize("second", ["Before", ""])
def test_a_row_without_a_label_below_stages_names_their_steps(second: str) -> None:
    draft = only(
        table_of(
            [
                ["", "Before", second, "Stay"],
                ["", "Book", "Ask", "Sleep"],
                ["Doing", "Types", "Calls", "Rests"],
                ["Feeling", "3", "4", "5"],
            ]
        )
    )
    stages = stages_of(draft)
    assert [
        (one["name"], one["does"], one["emotion"]) for one in stages["Before"]["touchpoints"]
    ] == [
        ("Book", ["Types"], 3),
        ("Ask", ["Calls"], 4),
    ]
    assert stages["Stay"]["touchpoints"][0]["name"] == "Sleep"
    assert not fates(draft, Fate.KEPT)


def test_a_row_without_a_label_that_names_no_more_than_stages_goes_on_as_before() -> None:
    draft = only(
        drawn(" | Before | Stay\n | Long ago | Now\nDoing | Types | Rests\nPains | Slow | Loud")
    )
    assert stages_of(draft)["Stay"]["lanes"] == {"notes": ["Now"]}


def test_names_are_those_of_touchpoints_where_nothing_else_is_called_by_one() -> None:
    draft = only(
        drawn(
            "Name | Stage | Doing | Pain points\nSite | Find | Reads | Slow\nTill | Buy | Pays | "
        )
    )
    assert [one["touchpoints"][0]["name"] for one in stages_of(draft).values()] == ["Site", "Till"]
    # Here it is that of a metric, and here that of a pain.
    measured = only(drawn("Stage | Touchpoint | KPI | Name\nBuy | Till | NPS: 4 | Recommend us"))
    assert stages_of(measured)["Buy"]["touchpoints"][0]["metrics"][0]["name"] == "Recommend us"


@pytest.mark.parametrize(
    ("language", "text", "rate"),
    [
        *(("en", "H", "high"), ("en", "m", "medium"), ("en", "L", "low"), ("es", "A", "high")),
        *(("es", "B", "low"), ("de", "G", "low"), ("fr", "F", "low"), ("pl", "W", "high")),
        *(("zh", "高", "high"), ("nl", "H", "high")),
    ],
)
def test_a_letter_stands_for_a_rate(language: str, text: str, rate: str) -> None:
    assert value_of_thing("effort", text, language, comma=False) == rate


@pytest.mark.parametrize(("language", "text"), [("en", "X"), ("ar", "م"), ("en", "?")])
def test_a_letter_that_may_stand_for_anything_is_kept(language: str, text: str) -> None:
    assert value_of_thing("severity", text, language, comma=False) is None


def test_where_each_persona_has_a_row_what_is_felt_in_it_is_theirs() -> None:
    (stage,) = stages_of(only(drawn(A_ROW_FOR_EACH))).values()
    till, wrap = stage["touchpoints"]
    assert till["emotions"] == {"ana": 1, "ben": 5}
    assert till["thoughts"] == [{"text": "Too dear", "persona": "ana"}]
    assert wrap["emotions"] == {"ana": 3}
    assert "emotion" not in till and "lanes" not in till


def test_what_a_spreadsheet_writes_where_a_formula_fails_is_nobodys_word() -> None:
    table = drawn("""
        Stage | Touchpoint | Rating (1-5) | Pain    | Owner
        Buy   | Till       | #N/A         | #¡REF!  | Ops
        Buy   | Wrap       | 3            | #slow   | #NAME?
    """)
    reading = read(table)
    assert fates(reading, Fate.UNKNOWN) == ["#N/A", "#¡REF!", "#NAME?"]
    (stage,) = stages_of(reading.drafts[0]).values()
    till, wrap = stage["touchpoints"]
    assert "emotion" not in till and "pains" not in till
    assert (wrap["emotion"], wrap["pains"]) == (3, ["#slow"])
    assert "owner" not in wrap


def test_what_is_done_in_what_a_line_names_makes_one_touchpoint_of_it() -> None:
    rows = "Look | Home page, search | Compares | Slow\nPay | Till | Pays | Queue"
    stages = stages_of(only(drawn(f"Stage | Touchpoint | User action | Pain point\n{rows}")))
    (one,) = stages["Look"]["touchpoints"]
    assert (one["name"], one["does"], one["pains"]) == ("Home page, search", ["Compares"], ["Slow"])


@pytest.mark.parametrize("head", ["Stage | Touchpoint", "Stage | Touchpoint | User action"])
def test_a_list_of_touchpoints_is_one_whatever_is_done_there(head: str) -> None:
    rows = "Look | • Home page/n• Search | Compares\nPay | Till | Pays"
    stages = stages_of(only(drawn(f"{head}\n{rows}")))
    names = [one["name"] for one in stages["Look"]["touchpoints"]]
    assert names == ["Home page", "Search"]


@pytest.mark.parametrize("name", ["Action", "Support", "Retention"])
def test_a_stage_may_be_called_as_a_lane_is(name: str) -> None:
    lanes = f"Stage | Awareness | {name}\nDoing | Looks | Buys\nThinking | What | Why"
    draft = only(drawn(lanes))
    assert list(stages_of(draft)) == ["Awareness", name]
    assert fates(draft, Fate.KEPT) == []


@pytest.mark.parametrize(
    ("heads", "key"),
    [
        ("Phase | Touchpoint | Optimierung", "opportunities"),
        ("Etapa | Ponto de contato | Onde trava", "pains"),
        ("フェーズ | タッチポイント | 改善ポイント", "opportunities"),
        ("阶段 | 触点 | 当前风险", "pains"),
        ("阶段 | 触点 | 心里在想", "thoughts"),
        ("Stage | Touchpoint | System process", "backstage"),
        ("Stage | Touchpoint | Designed answer", "opportunities"),
        ("Étape | Point de contact | Optimisations", "opportunities"),
        ("Fase | Touchpoint | Ottimizzazione", "opportunities"),
        ("Etap | Punkt styku | Optymalizacja", "opportunities"),
    ],
)
def test_heads_of_tables_that_others_published_are_known(heads: str, key: str) -> None:
    draft = only(drawn(f"{heads}\n1 | A | Slow\n2 | B | Dark"))
    assert fates(draft, Fate.KEPT) == []
    for stage in stages_of(draft).values():
        assert key in stage["touchpoints"][0]
