"""Every case says in its comment what is due: lint, gaps, map, flow and page are held to it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from cjmap.cli.app import app
from tests.board.words import fold
from tests.reports.dom import Node, parse

HERE = Path(__file__).parent
DAY = ("--today", "2026-11-21", "--lang", "en")
# What lint says of every map that is as short as these.
SHORT = {"CJ201", "CJ202", "CJ203", "CJ207", "CJ212", "CJ302", "CJ303", "CJ306", "CJ314"}


class Case:
    """A map and all that is made of it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def run(self, *arguments: str) -> str:
        ending = CliRunner().invoke(app, [*arguments, str(self.file), *DAY], catch_exceptions=False)
        assert ending.exit_code in (0, 1), ending.output
        return ending.stdout

    @cached_property
    def validated(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.run("validate", "--output-format", "json"))[
            "findings"
        ]
        return found

    @cached_property
    def findings(self) -> list[dict[str, Any]]:
        text = self.run("lint", "--notes", "--output-format", "json")
        found: list[dict[str, Any]] = json.loads(text)["findings"]
        return found

    @cached_property
    def gaps(self) -> dict[str, Any]:
        (only,) = json.loads(self.run("gaps", "--output-format", "json"))["maps"]
        assert isinstance(only, dict)
        return only

    @cached_property
    def told(self) -> str:
        """What `gaps` prints."""
        return self.run("gaps")

    @cached_property
    def board(self) -> dict[str, Any]:
        board = json.loads(self.run("render", "-f", "json"))
        assert isinstance(board, dict)
        return board

    def picture(self, view: str, *options: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.run("render", "--view", view, *options))

    def words(self, view: str) -> list[str]:
        """The texts of a picture, in the order in which they stand in it."""
        return [
            " ".join(element.itertext())
            for element in self.picture(view).iter()
            if element.tag.rpartition("}")[2] in ("text", "title", "desc")
        ]

    @cached_property
    def page(self) -> Node:
        return parse(self.source)

    @cached_property
    def source(self) -> str:
        with tempfile.TemporaryDirectory() as folder:
            self.run("report", "-o", folder)
            (page,) = Path(folder).rglob("*.html")
            return page.read_text(encoding="utf-8")

    def at(self, code: str) -> list[tuple[int, int]]:
        """Where a rule speaks."""
        return [(f["line"], f["column"]) for f in self.findings if f["code"] == code]

    def one(self, code: str) -> dict[str, Any]:
        (found,) = [finding for finding in self.findings if finding["code"] == code]
        return found

    @property
    def codes(self) -> set[str]:
        """The rules that speak, but for those that speak of all short maps."""
        return {finding["code"] for finding in self.findings} - SHORT

    def lane(self, key: str) -> list[dict[str, Any]]:
        (lane,) = [lane for lane in self.board["lanes"] if lane["key"] == key]
        return [item for cell in lane["cells"] for item in cell["items"]]

    def everywhere(self) -> Iterator[tuple[str, str]]:
        """What a reader is told, by where it stands; as letters and digits alone."""
        yield "gaps", fold(self.told)
        yield "map", fold(" ".join(self.words("map")))
        yield "page", fold(self.page.text)


@cache
def case(name: str) -> Case:
    return Case(HERE / f"{name}.journey.yaml")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Case]:
    """A case with one text in place of another."""

    def change(name: str, *pairs: tuple[str, str]) -> Case:
        text = case(name).file.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / f"{name}.journey.yaml"
        file.write_text(text, encoding="utf-8")
        return Case(file)

    return change


def help_of(finding: dict[str, Any]) -> str:
    return str(finding["help"])


def test_no_case_is_without_a_test() -> None:
    names = {file.name.removesuffix(".journey.yaml") for file in HERE.glob("*.journey.yaml")}
    text = Path(__file__).read_text(encoding="utf-8")
    assert {name for name in names if f'("{name}"' not in text} == set()


def test_accents_of_a_mac() -> None:
    it = case("accents-of-a-mac")
    assert it.validated == []
    assert not [f for f in it.findings if f["code"].startswith("CJ1")]
    assert [(w["source"], w["target"]) for w in it.board["flow"]["ways"]] == [(1, 2)]
    assert it.gaps["personas"][0]["stages"][0]["touchpoints"] == 2


def test_branch_on_the_way() -> None:
    it = case("branch-on-the-way")
    assert it.at("CJ709") == [(17, 13)]
    finding = it.one("CJ709")
    assert "“Card refused”" in finding["message"]
    assert "“Pay”" in finding["message"]
    assert "`next: [receipt, {to: card-refused, type: exception}]`" in help_of(finding)
    assert "`next: [card-refused, {to: card-refused, type: exception}]`" in help_of(finding)
    # Both ways are there, and told apart.
    ways = [(w["source"], w["target"], w["kind"], w["when"]) for w in it.board["flow"]["ways"]]
    assert ways == [
        (1, 2, "exception", "the bank says no"),
        (1, 2, "happy", ""),
        (2, 3, "happy", ""),
    ]
    titles = it.words("flow")
    assert "Pay → Card refused exception: the bank says no" in [" ".join(t.split()) for t in titles]
    assert "Pay → Card refused usual way" in [" ".join(t.split()) for t in titles]


def test_channel_words() -> None:
    it = case("channel-words")
    shown = {t["name"]: t["channels"][0] for t in it.board["touchpoints"]}
    for name, word in (
        ("Elegir el plato", "carta"),
        ("Instalar con pip", "terminal"),
        ("Pedir hora", "personal"),
        ("Recoger el pedido", "local"),
    ):
        channel = shown[name]
        assert (channel["label"], channel["type"], channel["icon"]) == (word, "", "")
        for words in (it.words("map"), it.words("flow"), list(it.page.pieces())):
            assert word in words
    for name, word, kind, icon in (
        ("Abrir la cuenta", "sucursal", "physical", "store"),
        ("Oír el episodio", "podcast", "voice", "radio"),
        ("Ver el cartel del pasillo", "cartel", "print", "outdoor"),
        ("Leer la noticia", "prensa", "print", "print"),
    ):
        channel = shown[name]
        assert (channel["id"], channel["label"]) == (word, word)
        assert (channel["type"], channel["icon"]) == (kind, icon)
        for words in (it.words("map"), it.words("flow"), list(it.page.pieces())):
            assert word in words


def test_comma() -> None:
    it = case("comma")
    (finding,) = it.validated
    assert (finding["code"], finding["line"], finding["column"]) == ("CJ011", 7, 49)
    assert finding["message"] == "The comma makes `then pays` a key without a value."
    assert '`does: "Waits, then pays"`' in help_of(finding)
    assert it.at("CJ213") == [(7, 79)]
    assert '"Two calls, no continuity"' in help_of(it.one("CJ213"))


def test_csat_mean(changed: Callable[..., Case]) -> None:
    it = case("csat-mean")
    assert it.at("CJ612") == [(10, 33), (11, 37)]
    mean, share = (f for f in it.findings if f["code"] == "CJ612")
    assert "`statistic: mean`" in help_of(mean)
    assert "`62%`" in help_of(share)
    mended = changed(
        "csat-mean",
        ("value: 4.2,", "value: 4.2, statistic: mean,"),
        ("value: 0.62,", "value: 62%,"),
    )
    assert "CJ612" not in mended.codes
    assert "CJ606" not in mended.codes
    csat, drop = mended.lane("metrics")
    assert (csat["value"], csat["target"], csat["met"]) == ("4.2 of 5", "target ≥\N{NBSP}4", True)
    assert drop["value"] == "62%"
    for place, words in mended.everywhere():
        assert fold("4.2 of 5") in words, place
    for words in (" ".join(mended.words("map")), mended.page.text):
        assert fold("62%") in fold(words)


def test_exception_next() -> None:
    it = case("exception-next")
    assert it.at("CJ709") == [(8, 61)]
    assert not it.codes & {"CJ404", "CJ405", "CJ702"}
    ways = [(w["source"], w["target"], w["kind"]) for w in it.board["flow"]["ways"]]
    assert ways == [(1, 2, "happy"), (2, 3, "exception"), (2, 3, "happy"), (3, 4, "happy")]
    lowest = [f for f in it.findings if f["code"] == "CJ403" and "lowest" in help_of(f)]
    assert [(f["line"], f["column"]) for f in lowest] == [(11, 50)]
    assert "“Hotline” is the lowest point of “Buyer”" in help_of(lowest[0])
    story = it.gaps["emotion"]["personas"][0]
    assert (story["lowest"]["at"], story["last"]["at"]) == ("call/hotline", "call/money-back")
    (tile,) = [tile for tile in it.board["experience"] if tile["key"] == "lowest"]
    assert (tile["value"], tile["note"]) == ("−2", "Hotline")
    assert fold("Low point: “Hotline”, Buyer −2.") in fold(it.told)
    for words in (" ".join(it.words("map")), it.page.text):
        assert fold("lowest −2 at “Hotline”") in fold(words)
        assert fold("−2 lowest point Hotline") in fold(words)


def test_glued_hash() -> None:
    it = case("glued-hash")
    found = [(f["code"], f["line"], f["column"]) for f in it.validated]
    assert found == [("CJ003", 2, 14), ("CJ003", 3, 15), ("CJ003", 5, 16)]
    for finding, sign in zip(it.validated, ('"', ",", "]"), strict=True):
        assert f"behind `{sign}`" in finding["message"]
        assert "blank" in help_of(finding)
        assert "quotes" in help_of(finding)


def test_ignore_block_header(changed: Callable[..., Case]) -> None:
    it = case("ignore-block-header")
    assert not it.codes & {"CJ501", "CJ801"}
    assert [pain["text"] for pain in it.lane("pains")] == ["The form asks the same twice"]
    # It is the comment that keeps it quiet.
    without = changed("ignore-block-header", ("  # cjmap: ignore[CJ501]", "  # at last"))
    assert without.at("CJ501") == [(10, 13)]


def test_island() -> None:
    it = case("island")
    message = it.one("CJ708")["message"]
    assert "“Check form” (Approver)" in message
    assert "“Send form” … “Welcome mail” (Buyer)" in message
    ends = {(end["number"], end["who"]) for end in it.board["flow"]["ends"]}
    assert {(s["number"], s["who"]) for s in it.board["flow"]["starts"]} == {
        (1, "Buyer"),
        (2, "Approver"),
    }
    assert ends == {(2, "Approver"), (3, "Buyer")}
    flow = " ".join(it.words("flow"))
    assert "▶ Approver: begins and ends here" in flow
    assert "▶ Buyer: starts here" in flow
    assert "■ Buyer: ends here" in flow


def test_journey_level() -> None:
    it = case("journey-level")
    whole = it.board["whole"]
    assert [pain["text"] for pain in whole["pains"]] == ["The bill has no total"]
    assert [one["text"] for one in whole["opportunities"]] == ["Show one total"]
    assert [(one["name"], one["value"]) for one in whole["metrics"]] == [("NPS", "+12")]
    for words in (" ".join(it.words("map")), it.page.text):
        text = fold(words)
        for due in ("For the journey as a whole", "The bill has no total", "Show one total"):
            assert fold(due) in text
        behind = text.partition(fold("For the journey as a whole"))[2]
        assert "+12" in behind
    assert "NPS" in it.told


def test_long_word() -> None:
    """How words break is for pictures; here no word is lost, in cards, heads and lanes."""
    it = case("long-word")
    for words in (" ".join(it.words("map")), " ".join(it.words("flow")), it.page.text):
        # A hyphen at the end of a line is drawn, and the word goes on.
        text = fold(words)
        for due in ("Zahlungsabwicklung", "Bearbeitungsgebühr", "Patientenstammdatenverwaltung"):
            assert fold(due) in text
    assert fold("Datenschutzgrundverordnung") in fold(" ".join(it.words("map")))


def test_one_building() -> None:
    it = case("one-building")
    assert "CJ312" not in it.codes
    assert [t["channels"][0]["label"] for t in it.board["touchpoints"]] == [
        "Recepción",
        "Sala de espera",
        "Consultorio",
    ]


def test_one_cause() -> None:
    it = case("one-cause")
    assert it.at("CJ403") == [(10, 50)]
    assert "“Notices” is the lowest point of “Ann”" in help_of(it.one("CJ403"))
    assert not it.codes & {"CJ404", "CJ405", "CJ409"}


def test_open_answered() -> None:
    it = case("open-answered")
    assert it.gaps["pains"] == {
        "answered": 2,
        "resolved": 0,
        "in_hand": 0,
        "idea": 2,
        "unanswered": 0,
        "open": 0,
    }
    assert "CJ501" not in it.codes
    assert it.at("CJ505") == [(9, 17), (9, 56)]
    assert [pain["state"] for pain in it.lane("pains")] == ["idea", "idea"]
    for place, words in it.everywhere():
        assert fold("idea: 2") in words, place
        assert fold("unanswered") not in words, place
        assert fold("open pain") not in words, place
    for words in (it.told, it.page.text):
        assert fold("Pain in “Bank”, idea, severity 5: The page is slow") in fold(words)
        assert fold("Pain in “Bank”, idea, severity 4: No receipt") in fold(words)


def test_question_in_brackets() -> None:
    it = case("question-in-brackets")
    assert it.validated == []
    thoughts = [entry["text"] for entry in it.lane("thinks")]
    assert thoughts == ["“?really”", "“?why not”"]
    assert [entry["text"] for entry in it.lane("does")] == ["?x"]
    for words in (" ".join(it.words("map")), it.page.text):
        for text in ("?really", "?why not", "?x"):
            assert text in words


def test_quote_owner() -> None:
    it = case("quote-owner")
    (quote,) = it.lane("thinks")
    assert (quote["text"], quote["who"]) == ("“I look into seven systems”", [])
    lows = [w for w in it.gaps["weaknesses"] if w["kind"] == "low"]
    assert all(low["quote"] is None for low in lows)
    parts = [node.text for tag in ("tr", "li", "p", "figure") for node in it.page.all(tag)]
    for place in (it.told, *parts):
        assert not re.search(r"(Claimant|Clerk)[^.|\n]*seven systems", place)


def test_return_edge() -> None:
    """One way back, and no other between the two; its arrow is for pictures."""
    it = case("return-edge")
    ways = [(w["source"], w["target"], w["kind"]) for w in it.board["flow"]["ways"]]
    assert ways == [(1, 2, "happy"), (1, 3, "exception"), (3, 1, "happy")]
    titles = [" ".join(text.split()) for text in it.words("flow")]
    assert titles.count("Expired → Show code") == 1
    assert titles.count("Show code → Expired exception") == 1


def test_rtl_handoff() -> None:
    it = case("rtl-handoff")
    assert it.validated == []
    (handoff,) = it.lane("handoffs")
    for words in (it.words("map"), it.words("flow"), list(it.page.pieces())):
        said = " ".join(words)
        assert handoff["actor"] in said
        # Written first, and so read first, is who hands over.
        assert 0 <= said.index("المتجر") < said.index("السائق")


def test_scale_1_5(changed: Callable[..., Case]) -> None:
    it = case("scale-1-5")
    (finding,) = it.validated
    assert (finding["code"], finding["line"], finding["column"]) == ("CJ013", 9, 50)
    assert "`emotion_scale: [1, 5]`" in help_of(finding)
    line = ("personas:", "emotion_scale: [1, 5]\npersonas:")
    mended = changed("scale-1-5", line)
    assert mended.validated == []
    scores = [t["scores"][0] for t in mended.board["touchpoints"]]
    assert [one["score"] for one in scores] == [-1.0, -2.0, 1.0]
    assert [one["figure"] for one in scores] == ["2", "1", "4"]
    assert mended.gaps["emotion_scale"] == [1, 5]
    assert mended.gaps["emotion"]["lowest"]["score"] == -2.0
    assert mended.gaps["emotion"]["personas"][0]["last"]["score"] == 1.0
    for words in (" ".join(mended.words("map")), mended.page.text):
        for due in ("Buyer: 2, negative", "Buyer: 1, very negative", "Buyer: 4, positive"):
            assert fold(due) in fold(words)
        assert fold("from 1 to 5") in fold(words)


def test_shared_port() -> None:
    """The two ways through the desk are there; at which side they leave is for pictures."""
    it = case("shared-port")
    names = [touchpoint["name"] for touchpoint in it.board["touchpoints"]]
    ways = {(names[w["source"] - 1], names[w["target"] - 1]) for w in it.board["flow"]["ways"]}
    julian = ("Confirmed", "Reminder", "Desk", "Room")
    rosa = ("Walk-in", "Desk", "Triage", "Room")
    for way in (julian, rosa):
        assert set(pairwise(way)) <= ways
    titles = [" ".join(text.split()) for text in it.words("flow")]
    for source, target in ways:
        assert f"{source} → {target} usual way" in titles
    assert not {("Reminder", "Walk-in"), ("Confirmed", "Walk-in"), ("Walk-in", "Triage")} & ways


def test_stage_emotion() -> None:
    it = case("stage-emotion")
    assert it.at("CJ410") == [(6, 14)]
    assert "−2 as a whole and +1 at its touchpoints" in it.one("CJ410")["message"]
    story = it.gaps["emotion"]
    assert (story["mean"], story["lowest"]["score"], story["last"]) == (1.0, 1.0, 1.0)
    assert [point["score"] for line in it.board["curve"]["lines"] for point in line["points"]] == [
        1.0
    ]
    (stage,) = it.board["stages"]
    assert [(one["score"], one["feeling"]) for one in stage["scores"]] == [
        (-2.0, "Furious overall")
    ]
    for words in (it.words("map"), list(it.page.pieces())):
        # In the stage's head, which stands above its first lane.
        head = words[words.index("1 of 1") : words.index("Touchpoints", words.index("1 of 1"))]
        assert "−2" in head
        assert "Buyer: −2, Furious overall" in head
        assert "feels: Furious overall" in head


def test_stage_name() -> None:
    it = case("stage-name")
    assert not it.codes & {"CJ307", "CJ308"}
    phases = {one["phase"]: one["stages"] for one in it.gaps["lifecycle"]}
    assert not any("tablero-y-exploracion" in stages for stages in phases.values())
    assert phases["purchase"] == []


def test_target_only() -> None:
    it = case("target-only")
    assert it.at("CJ607") == [(9, 9)]
    assert it.gaps["stages"][0]["cells"]["metrics"] == "partial"
    assert "Conversion has a target alone" in help_of(it.one("CJ304"))
    (metric,) = it.lane("metrics")
    assert (metric["value"], metric["target"]) == ("", "target ≥\N{NBSP}90%")
    for words in (" ".join(it.words("map")), it.page.text):
        assert fold("Conversion has a target alone") in fold(words)
        assert fold("not measured yet") in fold(words)
    assert fold("partial: Conversion has a target alone") in fold(it.page.text)


def test_two_branches() -> None:
    it = case("two-branches")
    back = [
        (w["kind"], w["when"])
        for w in it.board["flow"]["ways"]
        if (w["source"], w["target"]) == (2, 1)
    ]
    assert back == [("alternative", "Refuses"), ("exception", "No answer in 15 min")]
    titles = [" ".join(text.split()) for text in it.words("flow")]
    assert "Offer → Queue alternative: Refuses" in titles
    assert "Offer → Queue exception: No answer in 15 min" in titles
    said = " ".join(titles)
    for due in ("alternative", "exception", "Refuses", "No answer in 15 min"):
        assert due in said


def test_two_lows() -> None:
    it = case("two-lows")
    message = it.one("CJ404")["message"]
    assert it.at("CJ404") == [(14, 18)]
    assert "“Second” (−2) is one of the 2 lowest points of “Ann”" in message
    lows = [w["text"] for w in it.gaps["weaknesses"] if w["kind"] == "low"]
    assert lows == [
        "Low point: “First”, Ann −2, one of 2.",
        "Low point: “Second”, Ann −2, one of 2.",
    ]
    assert it.gaps["emotion"]["lowest"]["at"] == "a/first"
    for words in (" ".join(it.words("map")), it.page.text):
        assert fold("lowest −2 at “First” (one of 2)") in fold(words)
        assert fold("−2 lowest point First, one of 2") in fold(words)
    for low in lows:
        assert fold(low) in fold(it.page.text)
    assert [pain["state"] for pain in it.lane("pains")] == ["resolved", "unanswered"]
    assert it.at("CJ501") == [(15, 17)]


def test_two_themes() -> None:
    """Both say the same; which ids they may share is for pictures."""
    it = case("two-themes")
    light, dark = (it.picture("map", "--theme", theme) for theme in ("light", "dark"))
    assert list(light.itertext()) == list(dark.itertext())
