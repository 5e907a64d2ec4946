"""`cjmap convert`: what goes in, what comes out, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cjmap

EXAMPLES = Path(__file__).parents[2] / "examples"

JOURNEY = (
    "journey\n  title My working day\n  section Go to work\n    Make tea: 5: Me\n"
    "    Do work: 1: Me, Cat\n"
)
MAP = (
    "title: My working day\nemotion_scale: [1, 5]\n\npersonas:\n  - Me\n  - Cat\n\nstages:\n"
    "  - name: Go to work\n    touchpoints:\n      - name: Make tea\n        personas:\n"
    "          - Me\n        emotion: 5\n      - name: Do work\n        emotion: 1\n"
)


def test_a_journey_of_mermaid_becomes_a_map_and_back(cjmap: Cjmap) -> None:
    cjmap.write("day.mmd", JOURNEY)
    result = cjmap("convert", "day.mmd", "day.journey.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "day.journey.yaml: 4 pieces taken over" in result.stderr
    assert (cjmap.folder / "day.journey.yaml").read_text("utf-8") == MAP
    assert cjmap("validate").exit_code == 0
    result = cjmap("convert", "day.journey.yaml", "-", "--to", "mermaid")
    assert result.exit_code == 0
    assert [*map(str.strip, result.stdout.splitlines())] == [*map(str.strip, JOURNEY.splitlines())]


def test_streams_need_no_names(cjmap: Cjmap) -> None:
    result = cjmap("convert", "-", "-", stdin=JOURNEY)
    assert (result.exit_code, result.stdout) == (0, MAP)
    result = cjmap("convert", "-", "-", "--quiet", "--to", "json", stdin=JOURNEY)
    assert json.loads(result.stdout)["personas"] == ["Me", "Cat"]
    assert result.stderr == ""
    result = cjmap("convert", "-", "-", "--to", "mermaid", stdin=MAP)
    assert "Make tea: 5: Me" in result.stdout
    assert [*cjmap.folder.iterdir()] == []


def test_a_folder_gets_a_map_by_its_title_with_the_schema_beside_it(cjmap: Cjmap) -> None:
    cjmap("init")
    cjmap.write("day.mmd", JOURNEY)
    assert cjmap("convert", "day.mmd", "maps").exit_code == 0
    text = (cjmap.folder / "maps/my-working-day.journey.yaml").read_text("utf-8")
    assert text == f"# yaml-language-server: $schema=../cjmap.schema.json\n{MAP}"


def test_what_is_missing_stands_in_the_file_and_in_the_report(cjmap: Cjmap) -> None:
    cjmap.write("day.mmd", "journey\n  section Go\n    Walk: 3\n    Hm\n")
    result = cjmap("convert", "day.mmd", "a.journey.yaml", "--report", "report.json")
    assert result.exit_code == 0
    text = (cjmap.folder / "a.journey.yaml").read_text("utf-8")
    assert "# TODO: Nothing says who goes this way: who is it?\npersonas: []\n" in text
    assert text.startswith("# TODO: ")
    assert "not understood, line 4: “Hm”" in result.stderr
    report = json.loads((cjmap.folder / "report.json").read_text("utf-8"))
    assert (report["version"], report["from"], report["to"]) == (1, "mermaid", "yaml")
    assert report["summary"] == {
        "taken_over": 2,
        "kept": 0,
        "not_understood": 1,
        "missing": 2,
        "lost": 0,
    }
    (told,) = report["maps"]
    assert (told["file"], told["title"], told["findings"]) == ("a.journey.yaml", "day", [])
    assert {
        "fate": "taken-over",
        "text": "Walk: 3",
        "line": 3,
        "cell": None,
        "sheet": None,
        "path": "stages[0].touchpoints[0]",
        "note": None,
    } in told["pieces"]


def test_a_map_that_is_there_is_not_overwritten(cjmap: Cjmap) -> None:
    cjmap.write("day.mmd", JOURNEY)
    cjmap.write("day.journey.yaml", "title: Mine\n")
    result = cjmap("convert", "day.mmd", "day.journey.yaml")
    assert result.exit_code == 2
    assert "is not overwritten" in result.stderr
    assert (cjmap.folder / "day.journey.yaml").read_text("utf-8") == "title: Mine\n"


def test_a_map_with_errors_is_written_and_its_errors_are_told(cjmap: Cjmap) -> None:
    cjmap.write("day.json", '{"title": "A", "personas": ["B"], "stages": [{"nam": "C"}]}')
    result = cjmap("convert", "day.json", "day.journey.yaml")
    assert result.exit_code == 1
    assert "CJ01" in result.stderr
    assert "day.journey.yaml:" in result.stderr
    assert (cjmap.folder / "day.journey.yaml").is_file()


def test_a_map_that_cannot_be_read_is_not_converted(cjmap: Cjmap) -> None:
    cjmap.write("a.journey.yaml", "title: [\n")
    result = cjmap("convert", "a.journey.yaml", "a.json")
    assert result.exit_code == 1
    assert "CJ003" in result.stderr
    assert not (cjmap.folder / "a.json").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["day.mmd", "out.doc"], "`--to` says it"),
        (["day.bin", "out.yaml"], "`--from` says it"),
        (["day.mmd", "out.yaml", "--from", "visio"], "knows no `visio`"),
        (["day.mmd", "out.yaml", "--to", "visio"], "knows no `visio`"),
        (["day.mmd", "out.yaml", "--from", "json"], "no JSON"),
        (["gone.mmd", "out.yaml"], "cannot be read"),
        ([".", "out.yaml"], "is a folder"),
        (["a.journey.yaml", "b.journey.yaml"], "cjmap format"),
    ],
)
def test_what_cannot_be_done_is_said(cjmap: Cjmap, arguments: list[str], said: str) -> None:
    cjmap.write("day.mmd", JOURNEY)
    cjmap.write("day.bin", b"\x00\x01")
    cjmap.write("a.journey.yaml", MAP)
    result = cjmap("convert", *arguments)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert not (cjmap.folder / "out.yaml").exists()


def test_maps_of_one_file_may_lead_to_each_other(cjmap: Cjmap) -> None:
    actors = '<actors><endUser actorID="c"><actorName>Carl</actorName></endUser></actors>'
    done = (
        "<touchpoints><action><phase>Pack</phase><initiator><initiatorLabel>Packs</initiatorLabel>"
        "</initiator></action></touchpoints>"
    )
    cjmap.write(
        "sell.xml",
        f"<CJML><plannedJourney><journeyID>P</journeyID>{actors}{done}</plannedJourney>"
        "<actualJourney><journeyID>A</journeyID><plannedReference>P</plannedReference>"
        f"{actors}{done}</actualJourney></CJML>",
    )
    result = cjmap("convert", "sell.xml", "maps")
    assert (result.exit_code, result.stdout) == (0, "")
    planned = (cjmap.folder / "maps/p.journey.yaml").read_text("utf-8")
    assert "links:\n  - to: a.journey.yaml\n    rel: baseline\n" in planned
    assert cjmap("validate", "maps").exit_code == 0


def test_the_report_takes_the_place_of_nothing(cjmap: Cjmap) -> None:
    cjmap.write("day.mmd", JOURNEY)
    for report in ("day.mmd", "./out.json", "out.json"):
        result = cjmap("convert", "day.mmd", "out.json", "--report", report)
        assert result.exit_code == 2
        assert "cannot be the report, too" in result.stderr
    assert (cjmap.folder / "day.mmd").read_text("utf-8") == JOURNEY
    assert not (cjmap.folder / "out.json").exists()


def test_a_form_that_the_suffix_contradicts_is_told(cjmap: Cjmap) -> None:
    cjmap.write("day.mmd", JOURNEY)
    result = cjmap("convert", "day.mmd", "day.md", "--to", "csv")
    assert (result.exit_code, "day.md holds csv" in result.stderr) == (0, True)


def test_a_head_that_no_table_has_is_told(cjmap: Cjmap) -> None:
    cjmap.write("day.csv", "Stage,Touchpoint,Laune\nA,b,3\n")
    cjmap.write("heads.yaml", "Laune: emotion\nNope: channel\n")
    result = cjmap("convert", "day.csv", "-", "--map-columns", "heads.yaml")
    assert "emotion: 3" in result.stdout
    assert "not understood: “Nope” (`--map-columns` names it" in result.stderr
    assert "Laune” (`--map" not in result.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Laune = emotion\n", "heads.toml:1:9 cannot be read: invalid value"),
        (
            "\n" + "a." * 50_000 + 'a = "lane"\n',
            "heads.toml:2:1 cannot be read: a key has more than",
        ),
        ("a = " + "9" * 9_000, "heads.toml:1:9005 cannot be read: "),
        ("a = " + "[" * 20_000, "heads.toml:1:20005 cannot be read: "),
    ],
)
def test_heads_in_toml_that_is_none_are_told_with_their_place(
    cjmap: Cjmap, text: str, told: str
) -> None:
    cjmap.write("day.csv", "Stage,Touchpoint,Laune\nA,b,3\n")
    cjmap.write("heads.toml", text)
    result = cjmap("convert", "day.csv", "-", "--map-columns", "heads.toml")
    assert (result.exit_code, told in result.stderr) == (2, True), result.stderr


def test_what_is_refused_is_said_of_its_file(cjmap: Cjmap) -> None:
    (cjmap.folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    cjmap.write("heads.csv", "Stage,Touchpoint,Pain\n")
    result = cjmap("convert", "old.xls", "-")
    assert (result.exit_code, "old.xls: This is a workbook of the old kind" in result.stderr) == (
        2,
        True,
    )
    result = cjmap("convert", "heads.csv", "-")
    assert "nothing stands below its heads" in result.stderr


def test_a_table_from_a_pipe_is_no_file(cjmap: Cjmap) -> None:
    result = cjmap("convert", "-", "-", "--from", "csv", stdin="Stage,Touchpoint\nA,b\n")
    assert "title: journey\n" in result.stdout


def test_what_does_not_come_along_is_told(cjmap: Cjmap) -> None:
    cjmap.write(
        "a.journey.yaml",
        "# Ours\ntitle: Coat\npersonas: [Ann]\nowner: Shop\nstages:\n  - name: Buy\n    touchpoints:\n"
        "      - name: Till\n        pains: [{text: Queue, owner: Shop}]\n",
    )
    result = cjmap("convert", "a.journey.yaml", "a.csv", "--report", "report.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "a.csv does not give back: `title`, `owner` of the map itself, 1 comment, 1 persona, "
        "`owner` of 1 pain.\n"
    )
    report = json.loads((cjmap.folder / "report.json").read_text("utf-8"))
    assert report["summary"]["lost"] == 5
    (told,) = report["maps"]
    assert told["comments_lost"] == 1
    assert told["lost"][-1] == {
        "thing": "pain",
        "key": "owner",
        "path": "stages[0].touchpoints[0].pains[0].owner",
        "said": "Shop",
        "back": None,
        "moved": False,
    }
    assert cjmap("convert", "a.journey.yaml", "b.csv", "--quiet").stderr == ""


def test_what_was_brought_in_has_no_comments_to_lose(cjmap: Cjmap) -> None:
    cjmap.write("day.mmd", "journey\n  section Go\n    Walk: 3\n")
    result = cjmap("convert", "day.mmd", "day.csv")
    assert "does not give back: `title` of the map itself" in result.stderr
    assert "comment" not in result.stderr


def test_the_report_is_a_file(cjmap: Cjmap) -> None:
    cjmap.write("day.mmd", JOURNEY)
    done = cjmap("convert", "day.mmd", "-", "--report", "-")
    assert done.exit_code == 2
    assert "`--report` names a file" in done.stderr
    assert not (cjmap.folder / "-").exists()


@pytest.mark.parametrize(
    ("sign", "stands"),
    [("\\u0085", "\n"), ("\\u2028", "\n"), ("\\u2029", "\n"), ("\\u000b", "\n"), ("\\u0007", "�")],
)
def test_a_sign_that_no_map_may_hold_is_told_with_its_place(
    cjmap: Cjmap, sign: str, stands: str
) -> None:
    """JSON may hold them: a line end stays one, and for another � stands."""
    text = f'{{"title": "T", "personas": ["L"], "stages": [{{"name": "S", "goal": "a{sign}b"}}]}}'
    cjmap.write("map.json", text)
    for target in ("map.yaml", "back.json"):
        told = cjmap("convert", "map.json", target, "--report", f"{target}.report")
        assert f"No map may hold U+{sign[2:].upper()}" in told.stderr
    assert (
        json.loads((cjmap.folder / "back.json").read_text("utf-8"))["stages"][0]["goal"]
        == f"a{stands}b"
    )
    (piece,) = json.loads((cjmap.folder / "map.yaml.report").read_text("utf-8"))["maps"][0][
        "pieces"
    ]
    assert (piece["path"], piece["fate"]) == ("stages[0].goal", "not-understood")


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx", "md", "mmd", "json"])
def test_what_the_example_becomes_is_a_valid_map_again(cjmap: Cjmap, form: str) -> None:
    example = EXAMPLES / "day-surgery" / "day-surgery.journey.yaml"
    assert cjmap("convert", str(example), f"day.{form}").exit_code == 0
    result = cjmap("convert", f"day.{form}", "day.journey.yaml")
    assert (result.exit_code, "error[" in result.stderr) == (0, False)
