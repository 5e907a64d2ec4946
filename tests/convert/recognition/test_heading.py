"""What heads mean, in every language; those of our own tables mean what they say."""

from __future__ import annotations

import pytest

from cjmap.convert.recognition.heading import (
    EVIDENCE_KEYS,
    JOURNEY_KEYS,
    MAP_KEYS,
    PERSONA_KEYS,
    Headings,
    likely_language,
)
from cjmap.convert.tables import Cell, Spot
from cjmap.languages.heads import head_of
from cjmap.languages.known import CODES

# The columns that stand together in sheets of our own.
SHEETS = {
    "touchpoints": """
        number stages touchpoints personas id kind channel initiator does thoughts expects quote
        score emotion pains gains opportunities metrics owner duration wait moment_of_truth
        frontstage backstage support physical_evidence handoff feedback evidence tags entry exit
    """,
    "stages": """
        stages id personas phase goal description expects thoughts quote score emotion owner
        duration success frontstage backstage support physical_evidence evidence
    """,
    "pains": """
        number stages touchpoints pains id personas severity frequency effect status cause owner
        evidence
    """,
    "gains": "number stages touchpoints gains id personas evidence",
    "opportunities": """
        number stages touchpoints opportunities id status customer_value business_value effort
        serves owner ticket due done cost confidence
    """,
    "metrics": """
        number stages touchpoints metrics id name personas value unit n date target direction
        method source owner evidence
    """,
    "personas": "personas id type role age quote bio goals needs frustrations motivations channels devices",
    "evidence": "evidence id type date n url file confidence",
    "about": """
        title id kind language state status organization owner version tags updated review_by
        description scenario goal start end expectations emotion_scale lifecycle
    """,
}
ALLOWED = {"personas": PERSONA_KEYS, "evidence": EVIDENCE_KEYS, "about": MAP_KEYS}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_heads_of_our_own_sheets_are_read_again(sheet: str, code: str) -> None:
    keys = SHEETS[sheet].split()
    heads = [Cell(head_of(key, code), 0, number, Spot()) for number, key in enumerate(keys)]
    allowed = ALLOWED.get(sheet, JOURNEY_KEYS)
    if sheet == "about":
        # Each stands in a row of its own.
        read = [Headings(code).read(cell.text, allowed).key for cell in heads]
    else:
        read = [one.key for one in Headings(code).read_all(heads, allowed)]
    same = {"expectations": "expects"}
    assert [same.get(key, key) for key in read] == [same.get(key, key) for key in keys]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("**Pain points:**", "pains"),
        ("3. Pain Points / Frustrations", "pains"),
        ("What is the customer thinking?", "thoughts"),
        ("Customer's main pain points", "pains"),
        ("Thoughts & feelings", "thoughts"),
        ("Think & feel", "thoughts"),
        ("Process & Channels", "channel"),
        ("Substages", "touchpoints"),
        ("System Actions", "backstage"),
        ("Pain points (from interviews)", "pains"),
        ("PUNTOS DE DOLOR", "pains"),
        ("Émotions du client", "emotion"),
        ("情绪预期", "emotion"),
        ("Weather", ""),
        ("", ""),
    ],
)
def test_heads_as_people_write_them(text: str, key: str) -> None:
    assert Headings("en").read(text, JOURNEY_KEYS).key == key


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Score (1-5)", (1, 5)),
        ("Emotion (-2 to +2)", (-2, 2)),
        ("Score (1…7)", (1, 7)),
        ("Rating /10", None),
        ("Rating (/10)", (0, 10)),
        ("Score (out of 5)", (1, 5)),
        ("Score", None),
    ],
)
def test_scales_that_heads_name(text: str, scale: tuple[float, float] | None) -> None:
    assert Headings("en").read(text, JOURNEY_KEYS).scale == scale


def test_a_word_in_doubt_means_what_no_other_does() -> None:
    cells = [Cell(text, 0, n, Spot()) for n, text in enumerate(("Phase", "Step", "Action"))]
    assert [one.key for one in Headings("en").read_all(cells, JOURNEY_KEYS)] == [
        *("stages", "touchpoints", "does"),
    ]
    cells = [Cell(text, 0, n, Spot()) for n, text in enumerate(("Step", "Action"))]
    assert [one.key for one in Headings("en").read_all(cells, JOURNEY_KEYS)] == ["stages", "does"]


def test_metrics_head_columns_of_their_own() -> None:
    heading = Headings("en").read("NPS", JOURNEY_KEYS)
    assert (heading.key, heading.about) == ("metric", "nps")


@pytest.mark.parametrize(
    ("heads", "code"),
    [
        (("Etapa", "Canal", "Qué hace"), "es"),
        (("Phase", "Kanal", "Gefühle"), "de"),
        (("Stage", "Channel", "Emotion"), "en"),
        (("阶段", "触点", "情绪"), "zh"),
        (("ステージ", "感情", "課題"), "ja"),
        (("المرحلة", "القناة", "المشاعر"), "ar"),
        (("Coat", "Hat"), "en"),
    ],
)
def test_the_language_of_a_table(heads: tuple[str, ...], code: str) -> None:
    assert likely_language(heads) == code


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("en", "CX Pain Points", "pains"),
        ("en", "What doesn't work", "pains"),
        ("en", "Support systems", "support"),
        ("en", "System response", "backstage"),
        ("en", "Moments that matter", "moment_of_truth"),
        ("en", "Design opportunities", "opportunities"),
        ("en", "User needs", "goal"),
        ("de", "Nutzeraktion", "does"),
        ("de", "Frage", "thoughts"),
        ("de", "Lücke", "pains"),
        ("fr", "Que fait-il ?", "does"),
        ("it", "Dubbi", "thoughts"),
        ("nl", "Betrokkenen", "owner"),
        ("pl", "Wątpliwości", "thoughts"),
        ("ja", "嬉しい点", "gains"),
        ("zh", "系统反馈", "backstage"),
        ("zh", "产品响应", "backstage"),
        ("ar", "أفعال المستخدم", "does"),
        ("ar", "الاحتياجات", "goal"),
    ],
)
def test_words_that_tables_of_others_have(language: str, text: str, key: str) -> None:
    assert Headings(language).read(text, JOURNEY_KEYS).key == key
