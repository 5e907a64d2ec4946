"""The panels below the map: what each says, and where its links lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap.reports.collect import collect
from cjmap.reports.page import write_page
from tests.reports.dom import Node, parse
from tests.reports.maps import COAT, name_pages, run_over, tree_of


def pages_of(*names: str) -> dict[str, Node]:
    subjects, found = run_over(*names)
    names_of = name_pages(subjects)
    return {
        name: parse(write_page(collect(subject, found[subject.file]), pages=names_of).text)
        for name, subject in zip(names, subjects, strict=True)
    }


@pytest.fixture(scope="module")
def pages() -> dict[str, Node]:
    return pages_of("everything", "judged", "later")


def cells(row: Node) -> list[str]:
    """The cells of a row: what is said in each, behind its class."""
    elements = [child for child in row.children if isinstance(child, Node)]
    return [f"{cell.attributes.get('class', '')}: {cell.text}".strip(": ") for cell in elements]


def links(node: Node) -> list[str]:
    return [a.attributes["href"] for a in node.all("a")]


# --- coverage --------------------------------------------------------------------------------------


def test_coverage_is_shown_for_what_is_asked_for_with_what_is_missing(
    pages: dict[str, Node],
) -> None:
    rows = [cells(row) for row in pages["everything"].all("table", "heat")[0].all("tr")]
    assert [row[0] for row in rows[1:-1]] == [
        "Touchpoints",
        "Actions",
        "Thoughts",
        "Emotions",
        "Pains",
        "Metrics",
        "Owner",
    ]
    assert rows[3] == [
        "Thoughts",
        "full: ✓ full",
        "full: ✓ full",
        "missing: · missing: no thought or quote",
        "partial: ◐ partial: no thought or quote of “Persona 10”",
        "sum: 63%",
    ]
    assert rows[5][2] == "missing: · missing: not looked at"
    assert rows[-1] == ["Stage", "100%", "79%", "0%", "64%", "sum: 61%"]


def test_each_heat_map_says_what_it_is(pages: dict[str, Node]) -> None:
    heats = pages["everything"].all("table", "heat")
    titles = ["Coverage by stage", "How each persona feels", "Channels by stage"]
    assert [heat.one("caption").text for heat in heats] == titles
    legend = pages["everything"].one("div", "heats").one("p", "key").text
    assert legend == "✓ full ◐ partial · missing – does not apply"


def test_what_does_not_apply_is_no_gap(tmp_path: Path) -> None:
    people = [{"name": "Hunter", "type": "negative"}]
    data = {**COAT, "personas": people, "stages": [{"name": "Wait", "touchpoints": ["Desk"]}]}
    rows = [cells(row) for row in tree_of(data, tmp_path).all("table", "heat")[0].all("tr")]
    assert "na: – does not apply" in [row[1] for row in rows]


def test_personas_have_their_mean_in_each_stage(pages: dict[str, Node]) -> None:
    rows = [cells(row) for row in pages["everything"].all("table", "heat")[1].all("tr")]
    assert rows[1:] == [
        [
            "P1 Persona 1",
            "negative: −0.8 mean −0.8 at 2 touchpoints",
            "negative: −2 mean −2 at 2 touchpoints",
            "na: – takes no part",
            "positive: +2 mean +2 at 1 touchpoint",
            "sum: −0.7",
        ],
        [
            "P10 Persona 10",
            "na: – takes no part",
            "positive: +1 mean +1 at 1 touchpoint",
            "na: – takes no part",
            "partial: · takes part, not scored",
            "sum: +1",
        ],
        ["BH Bargain hunter", *["na: – takes no part"] * 4, "sum: –"],
    ]


def test_channels_are_counted_in_each_stage(tmp_path: Path) -> None:
    touchpoints = [{"name": "A", "channel": ["web", "phone"]}, {"name": "B", "channel": "web"}]
    stages = [{"name": "One", "touchpoints": touchpoints}, {"name": "Two"}]
    page = tree_of({**COAT, "stages": stages}, tmp_path)
    rows = [cells(row) for row in page.all("table", "heat")[2].all("tr")]
    assert rows[1:] == [
        ["website", "many: 2 2 touchpoints", "none: 0 touchpoints", "sum: 2"],
        ["phone", "some: 1 1 touchpoint", "none: 0 touchpoints", "sum: 1"],
    ]


# --- story, steps, findings, links -----------------------------------------------------------------


def test_the_story_quotes_and_leads_to_its_places(pages: dict[str, Node]) -> None:
    strong, weak = pages["everything"].all("ul", "story")
    lines = [(line.text, links(line)) for line in (*strong.all("li"), *weak.all("li"))]
    assert lines[0] == (
        "High point: “Visit”, Persona 1 +2. “At last”",
        ["#touchpoint/repair/visit"],
    )
    assert (
        "Gain in “Search for help”: The code explains the leak.",
        ["#touchpoint/notice/search-for-help"],
    ) in lines
    assert ("Gain: The same machine for years.", []) in lines
    assert lines[-2] == (
        "Pain, in hand, severity 4: Nobody knows who has the key.",
        ["#pain/nobody-knows-who-has-the-key"],
    )
    assert lines[-1] == (
        "Pain in “Search for help”, in hand, severity 4: The number is hidden.",
        ["#pain/notice/search-for-help/the-number-is-hidden"],
    )


def test_every_link_leads_somewhere(pages: dict[str, Node]) -> None:
    for page in pages.values():
        ids = {node.attributes["id"] for node in page.walk() if "id" in node.attributes}
        inner = {href[1:] for href in links(page) if href.startswith("#")}
        assert inner <= ids


def test_steps_say_how_far_they_are_and_what_they_lack(pages: dict[str, Node]) -> None:
    steps = [
        (step.attributes["class"], step.text)
        for step in pages["everything"].one("ol", "steps").children
        if isinstance(step, Node)
    ]
    assert steps[0] == ("done", "Define the persona complete")
    assert steps[2] == (
        "partial",
        "◐ List the touchpoints partly done 1 thing is missing Touchpoints in “Wait”: no touchpoint.",
    )
    assert steps[3][0] == "open"
    assert steps[3][1].startswith("4 Examine the whole journey open 1 thing is missing")
    assert "The map has 1 error: cjmap validate shows it." in steps[6][1]


def test_findings_have_their_place_and_lead_to_what_they_are_about(pages: dict[str, Node]) -> None:
    panel = pages["everything"].one("details", id="findings")
    assert panel.all("summary")[0].text == "Findings · 1 error, 9 warnings, 12 notes"
    first = panel.all("li", "finding")[0]
    assert (first.attributes["id"], links(first)) == (
        "finding-1",
        ["#rule-CJ107", "#touchpoint/repair/visit"],
    )
    assert first.text == (
        "CJ107 There is no file visit.png . Paths count from this map's folder."
        " everything.journey.yaml:146"
    )
    of_journey = next(one for one in panel.all("li", "finding") if "CJ606" in one.text)
    assert links(of_journey) == ["#rule-CJ606"]
    # What the rule is about can be read where nothing else is at hand.
    guide = panel.one("details", id="rule-CJ606")
    assert guide.all("p")[0].text


def test_linked_maps_are_named_and_open_where_they_have_a_page(pages: dict[str, Node]) -> None:
    ties = [(tie.text, links(tie)) for tie in pages["judged"].all("li", "tie")]
    page = "everything.html#touchpoint/book/call-the-desk"
    assert ties == [
        (f"continues in {page} Repair a washing machine · Call the desk from Order", [page]),
        ("variant ../../elsewhere.journey.yaml from the street", []),
    ]
    (baseline,) = pages["later"].all("li", "tie")
    assert links(baseline) == ["everything.html"]


# --- backlog ---------------------------------------------------------------------------------------


def test_the_backlog_lists_what_is_open_and_what_is_settled(pages: dict[str, Node]) -> None:
    entries = pages["everything"].all("li", "entry")
    texts = [entry.text.replace("\u00a0", " ") for entry in entries]
    assert texts[0] == (
        "1 A page with the state of the repair planned whole journey"
        " answers: Nobody knows who has the key · Codes without words"
        " brings NPS: 12 → 25 · 30 Jun 2027 · complaints: −1 a month · half a year"
        " costs 30,000 euros when by 15 Jan 2027 who Web how sure medium confidence"
        " Quick win value 4.5 · effort 2"
    )
    assert texts[1].startswith(
        "2 Codes in words idea Notice · LEAK-12 answers: Codes without words ·"
        " Nobody knows who has the key Big bet value "
    )
    assert texts[1].endswith("assumed")
    assert texts[2].startswith(
        "– Put the number first done Notice · https://example.org/T-7 ticket"
    )
    assert "brings calls found: +20% costs two days when 20 Aug 2026 who Web" in texts[2]
    assert texts[3].startswith("– A chat bot dropped Notice answers: ")
    assert [entry.attributes.get("id") for entry in entries] == [
        "rank-1",
        "rank-2",
        None,
        None,
    ]
    assert links(entries[0]) == ["#opportunity/a-page-with-the-state-of-the-repair"]


def test_the_plot_shows_what_is_ranked(pages: dict[str, Node]) -> None:
    plot = pages["judged"].one("svg", "plot")
    assert [(a.attributes["href"], a.one("title").children) for a in plot.all("a")] == [
        ("#rank-1", ["1. Say when it comes"]),
        ("#rank-2", ["2. Show the price"]),
        ("#rank-3", ["3. Name the parts"]),
        ("#rank-4", ["4. Send a sample"]),
    ]
    assert [text.text for text in plot.all("text", "qname")] == [
        "Quick win",
        "Big bet",
        "When time allows",
        "Worth a second look",
    ]
    assert not pages["later"].all("svg", "plot")
