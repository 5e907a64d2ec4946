"""`cjmap format --ids`: what gets an id, what its references say then, and what is left alone."""

from __future__ import annotations

import datetime

from cjmap.check import Session
from cjmap.facts.channels import find_channel
from cjmap.project import Project
from tests.cli.conftest import Cjmap

TODAY = datetime.date(2026, 11, 1)

HEAD = "title: Buy\n\npersonas:\n  - Laura\n\nstages:\n"
MAP = HEAD + (
    "  - name: Visit\n"
    "    touchpoints:\n"
    "      - Web  # the first\n"
    "      - name: Till\n"
    "        next: purchase/web\n"
    "\n"
    "  - name: Purchase\n"
    "    touchpoints:\n"
    "      - name: Web\n"
    "        next: Shop visit\n"
    "      - Shop visit  # on foot\n"
)
IDS = HEAD + (
    "  - name: Visit\n"
    "    touchpoints:\n"
    "      - Web  # the first\n"
    "      - name: Till\n"
    "        next: purchase-web\n"
    "\n"
    "  - name: Purchase\n"
    "    touchpoints:\n"
    "      - name: Web\n"
    "        id: purchase-web\n"
    "        next: shop-visit\n"
    "      - name: Shop visit  # on foot\n"
    "        id: shop-visit\n"
)


def test_what_is_referred_to_gets_an_id_and_references_name_it(cjmap: Cjmap) -> None:
    file = cjmap.write("a.journey.yaml", MAP)
    assert cjmap("format", "--check").exit_code == 0
    result = cjmap("format", "--ids", "--check")
    assert (result.exit_code, result.stdout) == (1, "a.journey.yaml\n")
    assert "+        id: purchase-web\n" in cjmap("format", "--ids", "--diff").stdout
    assert file.read_text() == MAP
    assert cjmap("format", "--ids").stderr == "1 file reformatted, 0 left as they are.\n"
    assert file.read_text() == IDS
    assert cjmap("format", "--ids", "--check").exit_code == 0


def test_what_is_piped_in_comes_out_with_ids(cjmap: Cjmap) -> None:
    assert cjmap("format", "--ids", "-", stdin=MAP).stdout == IDS


def test_a_reference_that_is_an_id_by_its_words_stays(cjmap: Cjmap) -> None:
    touchpoints = (
        "  - name: A\n    touchpoints:\n      - name: Web\n        next: {}\n      - Till\n"
    )
    for written, said in (("till", "till"), ("Till", "till")):
        file = cjmap.write("a.journey.yaml", HEAD + touchpoints.format(written))
        assert cjmap("format", "--ids").exit_code == 0
        assert f"next: {said}\n      - name: Till\n        id: till\n" in file.read_text()


def test_links_of_other_maps_are_references_and_name_the_id_then(cjmap: Cjmap) -> None:
    link = "\nlinks:\n  - {to: b.journey.yaml#%s, rel: next}\n"
    one = cjmap.write("a.journey.yaml", "id: one\n" + HEAD + "  - A\n" + link % "purchase/web")
    two = cjmap.write("b.journey.yaml", MAP.replace("purchase/web", "till"))
    assert cjmap("format", "--ids").exit_code == 0
    assert "b.journey.yaml#purchase-web" in one.read_text()
    assert "id: purchase-web" in two.read_text()
    assert cjmap("validate").exit_code == 0


def test_a_link_that_stays_as_it_is_keeps_leading_where_it_did(cjmap: Cjmap) -> None:
    link = "\nlinks:\n  - {to: b.journey.yaml#purchase/web, rel: next}\n"
    cjmap.write("a.journey.yaml", "id: one\n" + HEAD + "  - A\n" + link)
    two = cjmap.write("b.journey.yaml", MAP.replace("purchase/web", "till"))
    result = cjmap("format", "--ids", "b.journey.yaml")
    assert "b.journey.yaml: `Web` gets no id." in result.stderr
    assert "`purchase/web`" in result.stderr
    assert "id: shop-visit" in two.read_text() and "id: purchase-web" not in two.read_text()
    assert cjmap("validate").exit_code == 0


def test_a_library_gets_the_ids_that_maps_refer_to(cjmap: Cjmap) -> None:
    library = cjmap.write(
        "a.library.yaml",
        "title: All\n\npersonas:\n  - name: Ana María\n    role: Cook\n  - name: Luis\n    role: Guest\n\n"
        "evidence:\n  - title: Eight talks\n    type: interview\n"
        "  - title: Nobody reads it\n    type: survey\n",
    )
    map = (
        "title: Buy\n\npersonas:\n  - Ana María\n\nstages:\n  - name: A\n"
        "    personas: Ana María\n    evidence: Eight talks\n"
    )
    file = cjmap.write("a.journey.yaml", map)
    assert cjmap("format", "--ids", "a.journey.yaml").stderr.startswith("0 files")
    assert cjmap("format", "--ids").exit_code == 0
    text = library.read_text()
    assert "name: Ana María\n    id: ana-maria\n" in text
    assert "id: eight-talks\n    title: Eight talks\n" in text
    assert "id: luis" not in text and "id: nobody" not in text
    assert file.read_text() == map.replace("personas: Ana María", "personas: ana-maria").replace(
        "Eight talks", "eight-talks"
    )
    library.write_text(text.replace("name: Ana María", "name: Anne").replace("Eight", "Nine"))
    assert cjmap("validate").exit_code == 0


def test_what_the_library_knows_under_another_name_is_listed_by_its_id(cjmap: Cjmap) -> None:
    cjmap.write(
        "a.library.yaml", "title: All\npersonas:\n  - {name: Laura Gómez, id: lg, role: Cook}\n"
    )
    head = "title: Buy\n\npersonas:\n  - %s\n\nstages:\n  - A\n"
    file = cjmap.write("a.journey.yaml", head % "Laura Gómez")
    assert cjmap("format", "--ids").exit_code == 0
    assert file.read_text() == head % "lg"


def test_a_reference_in_doubt_stays_in_doubt(cjmap: Cjmap) -> None:
    doubt = MAP.replace("next: Shop visit", "next: web")
    file = cjmap.write("a.journey.yaml", doubt)
    before = cjmap("validate").stdout
    assert "CJ113" in before
    assert cjmap("format", "--ids").exit_code == 0
    text = file.read_text()
    assert "next: web\n" in text
    assert "id: visit-web" in text and "id: purchase-web" in text
    assert "CJ113" in cjmap("validate").stdout


def test_what_an_alias_repeats_gets_no_id(cjmap: Cjmap) -> None:
    text = HEAD + (
        "  - name: A\n    touchpoints: &both\n      - name: Web\n        next: till\n      - Till\n"
        "\n  - name: B\n    touchpoints: *both\n"
    )
    file = cjmap.write("a.journey.yaml", text.replace("next: till", "next: b/till"))
    result = cjmap("format", "--ids")
    assert result.exit_code == 0
    assert "a.journey.yaml: `Till` gets no id. An alias repeats it" in result.stderr
    assert "id:" not in file.read_text()


def test_a_map_with_an_error_is_left_alone_and_told(cjmap: Cjmap) -> None:
    broken = MAP.replace("next: Shop visit", "naxt: Shop visit")
    file = cjmap.write("a.journey.yaml", broken)
    cjmap.write("b.journey.yaml", MAP)
    result = cjmap("format", "--ids")
    assert result.exit_code == 2
    assert "CJ011" in result.stderr
    assert result.stderr.endswith(
        "1 file reformatted, 0 left as they are, 1 could not be formatted.\n"
    )
    assert file.read_text() == broken


def test_a_namesake_changes_no_reference(cjmap: Cjmap) -> None:
    """Another channel, another touchpoint, another persona of the same name, before the first."""
    text = (
        "title: Buy\npersonas: [Ana, Luis]\nchannels:\n  - {name: Shop, type: physical}\n"
        "stages:\n  - name: A\n    personas: Ana\n    touchpoints:\n"
        "      - {name: Web, channel: shop}\n      - {name: Till, next: Web}\n"
    )
    file = cjmap.write("a.journey.yaml", text)
    assert cjmap("format", "--ids").exit_code == 0
    more = (
        file.read_text()
        .replace("personas:\n  - ", "personas:\n  - {name: Ana, role: Cook}\n  - ", 1)
        .replace("channels:\n", "channels:\n  - {name: Shop, type: digital}\n")
        .replace("touchpoints:\n", "touchpoints:\n      - Web\n", 1)
    )
    file.write_text(more)
    assert cjmap("validate").exit_code == 0
    subject = Session(Project(), today=TODAY).subject(file)
    assert subject is not None
    stage, path = subject.participation.stages[0], ("stages", 0, "touchpoints")
    assert [item.path for item in stage.personas] == [("personas", 1)]
    assert find_channel(subject.index.channels, "shop").type == "physical"
    ways = {(edge.source, edge.target) for edge in subject.flow.edges if edge.written}
    assert ways == {((*path, 2), (*path, 1))}


def test_ids_of_many_maps_are_written_by_several_processes(cjmap: Cjmap) -> None:
    files = [cjmap.write(f"m{n}.journey.yaml", f"id: m{n}\n{MAP}") for n in range(60)]
    assert cjmap("format", "--ids", "--jobs", "2").exit_code == 0
    for number, file in enumerate(files):
        assert file.read_text() == IDS.replace("title: Buy\n", f"title: Buy\nid: m{number}\n", 1)
