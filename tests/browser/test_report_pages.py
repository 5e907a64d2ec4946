"""The report's pages as people meet them: in windows of all widths, in the dark, by keyboard, on paper."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjmap.check import Selection, Session, run
from cjmap.draw.theme import THEMES
from cjmap.reports.collect import collect
from cjmap.reports.page import write_page
from tests.browser.waiting import wait_until
from tests.reports.maps import facts_of, write_index_of
from tests.tools.node import FOLDER, node_or_skip

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

    from tests.browser.conftest import Window

# One browser for them all.
pytestmark = pytest.mark.xdist_group("browser")

TODAY = datetime.date(2026, 11, 21)
EXAMPLES = Path("examples").resolve()
AUDIT = "(" + Path(__file__).with_name("audit.js").read_text("utf-8").split("\n", 1)[1] + ")()"
LONG = "Donaudampfschifffahrtsgesellschaftskapitän"

# As many and as long as one may meet: twelve stages, one stage, words that no line holds, emoji.
TWELVE = (
    "title: Twelve "
    + LONG
    + " stages 👩‍👩‍👧‍👦\npersonas: [Ana, Bo, Carl, Dina]\nstages:\n"
    + "".join(
        f"""\
  - name: {LONG if number % 3 == 0 else "Short"} {number}
    goal: https://example.org/a/path/that/goes/on/and/on/and/never/ends?number={number}
    owner: {LONG}
    touchpoints:
      - name: {LONG} ✨
        channel: [web, {LONG}, 🛵]
        moment_of_truth: true
        quote: {LONG} said the customer, and again {LONG}
        emotions: {{ana: -2, bo: -1.9, carl: 2, dina: {number % 5 - 2}}}
        does: Looks for {LONG}
        pains: [{{text: {LONG} is late, severity: 5, owner: {LONG}}}]
        opportunities: [{{text: Call {LONG}, ticket: {LONG}}}]
        backstage: [{{actor: {LONG}, system: {LONG}, fails: {LONG}}}]
      - name: 🚗
        emotion: 0.5
    metrics: [{{type: {LONG}, value: 1234567.89, unit: {LONG}, target: ">= 2"}}]
"""
        for number in range(12)
    )
)
ONE = f"""\
title: One
personas: [{{name: Ana {LONG + LONG}, role: {LONG + LONG}}}]
stages:
  - name: Only
    touchpoints:
""" + "".join(f"      - {{name: Step {n}, emotion: {n % 5 - 2}}}\n" for n in range(9))
MANY = "title: Many\npersonas: [Ana]\nstages:\n" + "".join(
    f"  - {{name: Stage {n}, touchpoints: [{{name: Step {n}, emotion: 1}}]}}\n" for n in range(16)
)
EMPTY = "title: Empty\npersonas: [Ana]\nstages: [One, Two]\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every example and the hard cases as pages, with their index."""
    folder = tmp_path_factory.mktemp("site")
    hard = folder / "maps"
    hard.mkdir()
    for name, text in (("twelve", TWELVE), ("one", ONE), ("empty", EMPTY), ("many", MANY)):
        (hard / f"{name}.journey.yaml").write_text(text, "utf-8")
    session = Session(today=TODAY)
    files = [
        file
        for file in (*sorted(EXAMPLES.glob("*/*.journey.yaml")), *sorted(hard.iterdir()))
        if file.parent.name != "broken"
    ]
    outcome = run(session, files, Selection(select=("ALL",)))
    maps = [subject for file in files if (subject := session.subject(file)) is not None]
    assert len(maps) == len(files)
    # By what the maps are called, so that a test names the page it means.
    pages = {one.file: f"{one.file.name.removesuffix('.journey.yaml')}.html" for one in maps}
    findings = {
        subject.file: [
            finding
            for finding in outcome.findings
            if finding.file == session.document(subject.file).source.file
        ]
        for subject in maps
    }
    for facts in maps:
        page = write_page(collect(facts, findings[facts.file]), pages=pages, index="index.html")
        (folder / pages[facts.file]).write_text(page.text, "utf-8")
    (folder / "index.html").write_text(write_index_of(maps, findings, pages=pages), "utf-8")
    return folder


NAMES = sorted(
    [file.name.removesuffix(".journey.yaml") for file in EXAMPLES.glob("*/*.journey.yaml")]
    + ["twelve", "one", "empty", "many", "index"]
)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "broken"])
def test_pages_are_sound_in_every_window(site: Path, window: Window, name: str) -> None:
    """Nothing in the console, nothing asked of anyone, nothing cut off, legible, well built."""
    file = site / f"{name}.html"
    for width, dark in ((320, True), (768, False), (1280, False), (2560, True)):
        with window(file, width=width, dark=dark) as page:
            # What is out of sight is laid out when somebody gets there, and has no boxes before.
            page.evaluate(
                """() => document.querySelectorAll(".mapcard, main > .panels").forEach(
                  (one) => { one.style.contentVisibility = "visible"; })"""
            )
            assert page.evaluate(AUDIT) == [], (width, dark)
    assert window.said == []
    assert {url for url in window.asked if not url.startswith("data:")} == {file.as_uri()}


def test_the_browser_tells_what_signs_are_called_and_which_touchpoint_a_number_is_of(
    site: Path, window: Window
) -> None:
    with window(site / "buy-a-coat.html", width=1280) as page:
        told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        said = [
            (node["role"]["value"], " ".join(node.get("name", {}).get("value", "").split()))
            for node in told
            if not node["ignored"]
        ]
        titles = page.locator("[role=img][title]").evaluate_all(
            "all => all.filter((one) => one.checkVisibility()).map((one) => one.title)"
        )
        grades = page.locator(".pain .grade").count()
    assert titles
    assert {" ".join(title.split()) for title in titles} <= {
        n for role, n in said if role == "image"
    }
    assert sum(name.startswith("Severity ") for role, name in said if role == "image") >= grades > 0
    assert ("StaticText", "Touchpoint") in said


def test_eight_stages_are_seen_whole_in_an_ordinary_window(site: Path, window: Window) -> None:
    with window(site / "software-trial.html", width=1280) as page:
        box = page.locator(".frame")
        assert page.locator(".grid .stages th").count() == 8
        for side in ("Width", "Height"):
            assert box.evaluate(f"box => box.scroll{side} - box.client{side}") <= 0


def test_more_stages_than_the_widest_page_holds_can_be_scrolled_to(
    site: Path, window: Window
) -> None:
    with window(site / "many.html", width=2560) as page:
        last = page.locator(".grid .stages th").last
        last.scroll_into_view_if_needed()
        frame = page.locator(".frame").bounding_box()
        box = last.bounding_box()
        assert frame is not None
        assert box is not None
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_the_audit_sees_what_is_wrong(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html") as page:
        page.evaluate(
            """() => {
              document.querySelector(".tp-name").style.cssText = "white-space:nowrap;width:400px";
              document.querySelector("h2").outerHTML = "<h4>Deep</h4>";
              document.querySelector("#theme").textContent = "";
              document.querySelector(".lead").style.color = "#ccc";
              document.body.insertAdjacentHTML("beforeend", "<a href='#nowhere'>x</a>");
            }"""
        )
        wrong = "\n".join(page.evaluate(AUDIT))
    for words in ("leaves its box", "skips a level", "has no name", "contrast", "leads nowhere"):
        assert words in wrong


def test_the_policy_stops_what_is_not_the_pages_own(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html") as page:
        page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.intruder = true";
              document.body.append(script);
              const picture = new Image();
              picture.src = "https://example.org/spy.png";
              document.body.append(picture);
            }"""
        )
        assert page.evaluate("window.intruder") is None
        wait_until(page, lambda: "img-src" in "".join(window.said), "the picture's refusal")
    refused = "\n".join(said for said in window.said if "Content Security Policy" in said)
    assert "script-src" in refused
    assert "img-src" in refused


def test_the_keyboard_turns_the_lights_off_and_on(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html") as page:
        ground = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        button = page.locator("#theme")
        # The button is called what it does.
        assert button.inner_text() == "Vista oscura"
        button.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(ground) != light
        assert button.inner_text() == "Vista clara"
        page.keyboard.press("Space")
        assert page.evaluate(ground) == light


def test_the_chosen_theme_holds_for_all_pages(site: Path, window: Window) -> None:
    with window(site / "index.html") as page:
        page.click("#theme")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.goto((site / "estilo-unico.html").as_uri())
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
        page.click("#theme")
        page.go_back()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_a_browser_that_keeps_nothing_forgets_the_theme_alone(site: Path, browser: object) -> None:
    from playwright.sync_api import Browser

    assert isinstance(browser, Browser)
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})"
    )
    page.goto((site / "estilo-unico.html").as_uri())
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != light
    assert wrong == []
    context.close()


def test_dark_is_the_same_by_wish_and_by_button(site: Path, window: Window) -> None:
    colours = """() => [...document.querySelectorAll(".card, .stage, .pain, .tp, .badge")]
      .map((one) => getComputedStyle(one).backgroundColor + getComputedStyle(one).color)"""
    with window(site / "estilo-unico.html", dark=True) as page:
        wished = page.evaluate(colours)
    with window(site / "estilo-unico.html") as page:
        page.click("#theme")
        assert page.evaluate(colours) == wished


def test_a_page_opens_in_the_theme_of_the_settings(tmp_path: Path, window: Window) -> None:
    file = EXAMPLES / "estilo-unico/estilo-unico.journey.yaml"
    facts = Session(today=TODAY).subject(file)
    assert facts is not None
    ground = "getComputedStyle(document.body).backgroundColor"
    seen = {}
    for theme in THEMES.values():
        page_file = tmp_path / f"{theme.name}.html"
        page_file.write_text(write_page(collect(facts, ()), theme=theme).text, "utf-8")
        for dark in (False, True):
            with window(page_file, dark=dark) as page:
                seen[theme.name, dark] = page.evaluate(ground), page.locator("#theme").count()
    assert window.said == []
    day, night, paper = ("rgb(247, 248, 250)", "rgb(14, 19, 29)", "rgb(255, 255, 255)")
    assert seen == {
        ("light", False): (day, 1),
        ("light", True): (night, 1),
        ("dark", False): (night, 1),
        ("dark", True): (night, 1),
        ("print", False): (paper, 0),
        ("print", True): (paper, 0),
    }


def test_the_legend_hides_a_persona(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html") as page:
        button = page.locator("[data-toggle='jorge-medina']")
        line = page.locator(".lines [data-persona='1']")
        assert line.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "false"
        assert not line.is_visible()
        assert page.locator(".lines [data-persona='0']").is_visible()
        page.keyboard.press("Enter")
        assert line.is_visible()


def test_points_tell_their_story_on_hover_and_by_arrow_keys(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html") as page:
        tip = page.locator("#tip")
        dots = page.locator(".person.p0 .dot")
        assert not tip.is_visible()
        dots.nth(2).hover()
        assert tip.is_visible()
        page.mouse.move(0, 0)
        assert not tip.is_visible()
        # One stop for the whole curve, arrows inside.
        assert page.locator(".dot[tabindex='0']").count() == 1
        dots.first.focus()
        first = tip.inner_text()
        page.keyboard.press("ArrowRight")
        assert tip.inner_text() != first
        assert str(dots.nth(1).get_attribute("data-place")) in tip.inner_text()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.parentNode.dataset.persona") == "1"
        page.keyboard.press("Escape")
        assert not tip.is_visible()


def test_the_skip_link_comes_first(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#map"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


def test_on_a_phone_every_cell_says_its_stage_and_the_lane_goes_along(
    site: Path, window: Window
) -> None:
    with window(site / "estilo-unico.html", width=390) as page:
        page.locator("tr.pains th").scroll_into_view_if_needed()
        lane, cells, stages = page.evaluate(
            """() => {
              const frame = document.querySelector("table.grid").closest(".frame");
              frame.scrollLeft = 600;
              const lane = document.querySelector("tr.pains th .lane-name, tr.pains th > span");
              const edge = frame.getBoundingClientRect(), box = lane.getBoundingClientRect();
              return [
                box.left >= edge.left && box.right <= edge.right,
                [...document.querySelectorAll("tr.pains td")].map(
                  (cell) => getComputedStyle(cell, "::before").content.replaceAll('"', "")),
                [...document.querySelectorAll("tr.pains td")].map((cell) => cell.dataset.stage),
              ];
            }"""
        )
        assert lane
        assert cells == stages
        assert len({*stages}) == 7


@pytest.mark.parametrize("stages", [1, 2, 3, 4])
def test_every_stage_is_reached_on_a_phone(tmp_path: Path, window: Window, stages: int) -> None:
    """Few stages fill the width, more of them scroll; names of lanes keep off the edge."""
    names = [{"name": f"Stage {n}", "goal": "Find a coat"} for n in range(stages)]
    facts = facts_of({"title": "Few", "personas": ["Ana"], "stages": names}, tmp_path)
    file = tmp_path / "few.html"
    file.write_text(write_page(collect(facts, ())).text, "utf-8")
    for width in (340, 480, 600, 715):
        with window(file, width=width) as page:
            hidden, scrolls, filled, edge = page.evaluate(
                """() => { const frame = document.querySelector(".frame"), grid = document.querySelector(".grid");
                const name = document.querySelector(".goal .lane-name");
                return [frame.scrollWidth - frame.clientWidth, getComputedStyle(frame).overflowX,
                  grid.offsetWidth >= frame.clientWidth, name.getBoundingClientRect().left - frame.getBoundingClientRect().left] }"""
            )
            assert hidden <= 1 or scrolls == "auto", width
            assert filled, width
            assert edge >= 8, width


@pytest.mark.parametrize("name", ["estilo-unico", "twelve"])
def test_stages_and_lanes_stay_in_sight(site: Path, window: Window, name: str) -> None:
    """Whether the page scrolls or the frame of the map does."""
    with window(site / f"{name}.html", width=1280) as page:
        page.locator("tr.pains th").scroll_into_view_if_needed()
        seen = page.evaluate(
            """() => {
              const frame = document.querySelector("table.grid").closest(".frame");
              frame.scrollLeft = 300;
              const head = document.querySelector("table.grid thead th").getBoundingClientRect();
              const lane = document.querySelector("tr.pains th").getBoundingClientRect();
              const edge = frame.getBoundingClientRect();
              return [head.bottom > 0 && head.top < innerHeight, Math.abs(lane.left - edge.left) < 3];
            }"""
        )
        assert seen == [True, True]


def test_seven_stages_need_no_scrolling_at_1280(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html", width=1280) as page:
        assert page.evaluate(
            "document.querySelector('.grid').offsetWidth <= document.querySelector('.frame').clientWidth"
        )


def test_motion_stops_where_it_is_not_wanted(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html") as page:
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_without_scripts_everything_is_there(site: Path, browser: object) -> None:
    from playwright.sync_api import Browser

    assert isinstance(browser, Browser)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "estilo-unico.html").as_uri())
    assert page.locator(".dot").first.is_visible()
    assert page.locator(".entry").first.is_visible()
    assert not page.locator("#theme").is_visible()
    context.close()


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_paper_of_any_size_holds_the_page(
    site: Path, window: Window, paper: str, size: tuple[int, int]
) -> None:
    with window(site / "buy-a-coat.html") as page:
        data = page.pdf(format=paper, landscape=True, print_background=True)
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert boxes
    for w, h in boxes:
        assert (float(w), float(h)) == pytest.approx(size, abs=2)
    assert 2 <= len(boxes) <= 8


def test_nothing_is_cut_on_paper(site: Path, window: Window) -> None:
    """As wide as a sheet of A4 or A3 between its margins, in px, the page needs no scrolling."""
    for name in ("estilo-unico", "software-trial", "one"):
        for width in (1047, 1512):
            with window(site / f"{name}.html", width=width) as page:
                page.emulate_media(media="print")
                page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
                assert page.locator("details.fold:not([open])").count() == 0
                assert page.evaluate(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
                ), (name, width)
                page.evaluate("window.dispatchEvent(new Event('afterprint'))")
                assert page.locator("details.fold[open]").count() == 0


# -- the index ------------------------------------------------------------------------------------


def test_the_search_finds_maps_by_what_is_in_them(site: Path, window: Window) -> None:
    with window(site / "index.html") as page:
        cards = page.locator(".mapcard")
        shown = page.locator(".mapcard:visible h3")
        everything = cards.count()
        # A touchpoint's name, without its accents and capitals.
        page.fill("#find", "codigo para una amiga")
        assert 0 < shown.count() < everything
        assert all("Estilo" in title for title in shown.all_inner_texts())
        assert "2" in page.locator("#found").inner_text()
        page.fill("#find", "nothing holds these words")
        assert shown.count() == 0
        assert page.locator("#maps .nothing").is_visible()
        page.fill("#find", "")
        assert shown.count() == everything


def test_the_backlog_is_filtered_by_status(site: Path, window: Window) -> None:
    with window(site / "index.html") as page:
        entries = page.locator(".entry:visible")
        folded = entries.count()
        everything = page.locator(".entry").count()
        assert folded < everything
        page.click("[data-filter='doing']")
        assert 0 < entries.count() < everything
        assert set(
            page.locator(".entry:visible").evaluate_all(
                "all => all.map((one) => one.dataset.status)"
            )
        ) == {"doing"}
        page.click("[data-filter='']")
        assert entries.count() == folded


def test_names_of_owners_stay_whole_on_a_phone(site: Path, window: Window) -> None:
    with window(site / "index.html", width=360) as page:
        names = page.evaluate(
            """() => [...document.querySelectorAll(".holder summary b")].map(
              (name) => [name.textContent, name.getBoundingClientRect().height])"""
        )
        short = {name: height for name, height in names if " " not in name and len(name) < 14}
        assert len(short) > 3
        assert max(short.values()) < 30, short


def test_the_plot_of_the_index_shows_what_its_list_does(site: Path, window: Window) -> None:
    def plotted() -> list[str]:
        dots = page.locator(".plot [data-ranks]:visible")
        return [str(dot.get_attribute("data-ranks")) for dot in dots.all()]

    with window(site / "index.html") as page:
        every = plotted()
        page.fill("#find", "knee operation")
        listed = {number.inner_text() for number in page.locator(".entry:visible .no").all()}
        assert listed
        shown = plotted()
        assert len(shown) < len(every)
        assert all(listed & set(ranks.split()) for ranks in shown)
        told = page.locator(".plot [data-ranks]:visible text").all_text_contents()
        counts = [int(text.strip()[1:]) if "×" in text else 1 for text in told]
        assert sum(counts) == len(listed)
        # A table of which nothing is left is gone with its head.
        for section in page.locator("main section:visible:has(thead)").all():
            assert section.locator("tbody tr:visible, details:not([open])").count()
        page.fill("#find", "")
        assert plotted() == every
        # All that was folded is again.
        assert page.locator(".entry:visible").count() == 10


def test_a_link_to_what_the_index_has_folded_unfolds_it(site: Path, window: Window) -> None:
    with window(site / "index.html") as page:
        entry = page.locator("details.rest .entry").last
        id = entry.get_attribute("id")
        page.goto("about:blank")
        page.goto((site / "index.html").as_uri() + f"#{id}")
        assert page.locator(f"[id='{id}']").is_visible()


def test_the_index_leads_to_every_page(site: Path, window: Window) -> None:
    with window(site / "index.html") as page:
        links = page.locator("a[href*='.html']").evaluate_all("all => all.map((one) => one.href)")
        for link in sorted(set(links)):
            name, _, anchor = link.removeprefix(site.as_uri() + "/").partition("#")
            text = (site / name).read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in text, link


def test_the_index_is_sifted_sorted_and_sent(site: Path, window: Window) -> None:
    with window(site / "index.html") as page:
        titles = page.locator(".mapcard:visible h3")
        everything = titles.all_inner_texts()
        option = page.locator("#by-organization option").nth(1)
        name = str(option.get_attribute("data-text"))
        page.select_option("#by-organization", index=1)
        few = titles.all_inner_texts()
        assert 0 < len(few) < len(everything)
        assert f"({len(few)})" in str(option.text_content())
        assert all(
            name in org for org in page.locator(".mapcard:visible .kicker").all_inner_texts()
        )
        page.select_option("#sort", "title")
        assert titles.all_inner_texts() == sorted(few, key=str.casefold)
        # What is chosen stands in the address.
        kept = page.url
        page.goto("about:blank")
        page.goto(kept)
        assert sorted(titles.all_inner_texts()) == sorted(few)
        page.click("#sift [type=reset]")
        page.wait_for_selector(".mapcard[hidden]", state="detached")
        assert titles.all_inner_texts() == everything
    assert window.said == []


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_the_index(site: Path, window: Window, dark: bool) -> None:
    node_or_skip("axe-core")
    axe = (FOLDER / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    ask = """async () => (await axe.run({resultTypes: ["violations"]})).violations
      .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target}`))"""
    with window(site / "index.html", dark=dark) as page:
        page.evaluate(axe)
        assert page.evaluate(ask) == []
        page.fill("#find", "tallas")
        page.evaluate(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        assert page.evaluate(ask) == []
        page.fill("#find", "nothing holds these words")
        assert page.evaluate(ask) == []


def test_nothing_that_maps_say_is_run_by_their_index(tmp_path: Path, window: Window) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>{{ 7 * 7 }}"
    data = {
        "title": evil,
        "organization": evil,
        "owner": evil,
        "tags": [evil],
        "personas": [{"id": "ana", "name": evil}],
        "stages": [
            {
                "name": evil,
                "touchpoints": [{"name": evil, "channel": f"own {evil}", "emotion": -1}],
                "pains": [{"text": evil, "severity": 5, "owner": evil}],
                "opportunities": [{"text": evil, "owner": evil, "ticket": "javascript:alert(4)"}],
            }
        ],
    }
    maps = [facts_of(data, tmp_path, name) for name in ("one", "two")]
    (tmp_path / "index.html").write_text(write_index_of(maps), "utf-8")
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with window(tmp_path / "index.html") as page:
        page.on("dialog", dismiss)
        page.fill("#find", "onload")
        assert page.locator(".mapcard:visible").count() == 2
        for facet in page.locator("#sift select").all():
            facet.select_option(index=1)
        page.evaluate(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        assert "49" not in page.locator("body").inner_text()
    assert dialogs == []
    assert window.said == []
    assert {url for url in window.asked if not url.startswith("data:")} == {
        (tmp_path / "index.html").as_uri()
    }
