"""What one does with a page: choosing, searching, opening, walking, copying, saving; and that its
address keeps it, that all of it goes by keyboard, and that nothing a map says is run."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cjmap.check import Session
from cjmap.reports.collect import collect
from cjmap.reports.page import write_page
from tests.browser.waiting import at_rest, wait_until
from tests.tools.node import FOLDER, node_or_skip

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

    from tests.browser.conftest import Window

pytestmark = pytest.mark.xdist_group("browser")

TODAY = datetime.date(2026, 11, 21)
EXAMPLES = sorted(
    file
    for file in Path("examples").resolve().glob("*/*.journey.yaml")
    if file.parent.name != "broken"
)
EVIL = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
    "{{ 7 * 7 }} {% raw %} ${alert(4)} javascript:alert(5) =HYPERLINK(1) # & &amp;"
)


def _hostile() -> dict[str, Any]:
    """A map in every text of which somebody tries to run something."""
    who = [
        {"id": "a", "name": f"A {EVIL}", "role": EVIL, "quote": EVIL},
        {"id": "b", "name": f"B {EVIL}"},
    ]
    step = {
        "name": EVIL,
        "channel": ["web", f"own {EVIL}"],
        "emotions": {"a": {"score": -2, "quote": EVIL}, "b": 1},
        "does": [EVIL],
        "thoughts": [EVIL],
        "pains": [{"id": "p", "text": EVIL, "severity": 5, "owner": EVIL, "cause": EVIL}],
        "opportunities": [
            {"text": EVIL, "pains": ["p"], "ticket": "javascript:alert(6)", "owner": EVIL}
        ],
        "metrics": [{"type": "nps", "name": EVIL, "value": 3}],
    }
    return {
        "title": EVIL,
        "language": "en",
        "organization": EVIL,
        "description": EVIL,
        "personas": who,
        "evidence": [{"title": EVIL, "url": "javascript:alert(7)"}],
        "stages": [
            {
                "name": f"1 {EVIL}",
                "goal": EVIL,
                "touchpoints": [step, {"name": "Then", "emotion": 2}],
            },
            {
                "name": f"2 {EVIL}",
                "touchpoints": [{"name": f"Last {EVIL}", "personas": ["a"], "emotion": 0}],
            },
        ],
    }


ODD: dict[str, dict[str, Any]] = {
    "hostile": _hostile(),
    "bare": {"title": "Bare", "personas": ["Ana"], "stages": ["One", "Two"]},
    "silent": {
        "title": "Nobody is scored",
        "language": "en",
        "personas": ["Ana", "Bo", "Carl"],
        "evidence": [{"id": "talks", "title": "Twelve talks", "type": "interview"}],
        "stages": [
            {
                "name": "Only",
                "touchpoints": [
                    {"name": "Shop", "personas": ["ana"], "evidence": ["talks"]},
                    {
                        "name": "Web",
                        "personas": ["bo", "carl"],
                        "pains": [{"text": "Slow", "severity": 4, "personas": ["bo"]}],
                    },
                ],
            }
        ],
    },
    # So many that a card tells the extremes alone.
    "crowd": {
        "title": "A crowd",
        "language": "en",
        "personas": [*"ABCDE"],
        "stages": [
            {
                "name": "Only",
                "touchpoints": [
                    {
                        "name": "Shop",
                        "channel": "store",
                        "emotions": {
                            **{name: {"score": n / 2 - 1} for n, name in enumerate("ABCD")},
                            "E": {"score": -1.5, "quote": "Closed again"},
                        },
                    },
                    {"name": "Web", "channel": "web", "emotion": 1},
                ],
            }
        ],
    },
    "arabic": {
        "title": "شراء معطف",
        "language": "ar",
        "personas": ["ليلى", "سامي"],
        "metrics": [
            {
                "type": "nps",
                "components": {"promoters": 50, "passives": 40, "detractors": 30},
                "target": ">= 40",
            }
        ],
        "stages": [
            {
                "name": "الوعي",
                "touchpoints": [
                    {
                        "name": "إعلان",
                        "channel": "instagram",
                        "emotion": 1,
                        "opportunities": [{"text": "أسرع", "cost": "EUR 60"}],
                        "metrics": [
                            {"type": "csat", "value": 78, "n": 120, "target": ">= 80"},
                            {"type": "revenue", "value": 60, "unit": "EUR", "target": ">= 80"},
                        ],
                    }
                ],
            },
            {
                "name": "الشراء",
                "touchpoints": [{"name": "الدفع", "channel": "web", "emotions": {"ليلى": -1}}],
            },
        ],
    },
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every example and the odd maps as pages."""
    folder = tmp_path_factory.mktemp("site")
    for name, data in ODD.items():
        (folder / f"{name}.journey.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    session = Session(today=TODAY)
    for file in (*EXAMPLES, *sorted(folder.glob("*.journey.yaml"))):
        subject = session.subject(file)
        assert subject is not None, file
        name = file.name.removesuffix(".journey.yaml")
        (folder / f"{name}.html").write_text(write_page(collect(subject, ())).text, "utf-8")
    return folder


@pytest.fixture
def coat(site: Path, window: Window) -> Iterator[Page]:
    """A page of seven stages, twenty touchpoints and two personas; in Spanish."""
    with window(site / "estilo-unico.html") as page:
        yield page
    assert window.said == []


def fragment(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.hash)"))


def seen(page: Page, selector: str) -> int:
    return page.locator(f"{selector}:visible").count()


def catch_copies(page: Page) -> None:
    page.evaluate(
        "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    )


@pytest.mark.parametrize(
    "name", [file.name.removesuffix(".journey.yaml") for file in EXAMPLES] + sorted(ODD)
)
def test_everything_can_be_done_on_every_map(site: Path, window: Window, name: str) -> None:
    file = site / f"{name}.html"
    with window(file) as page:
        dialogs: list[str] = []

        def dismiss(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        catch_copies(page)
        cards = page.locator(".tp").count()
        for only in page.locator("[data-only]").all():
            only.click()
            assert only.get_attribute("aria-pressed") == "true"
            assert page.locator(".persona:visible").count() == 1
            only.click()
        assert seen(page, ".tp") == cards
        # Each box as a key would, without a pointer that has to be moved there.
        page.evaluate(
            "document.querySelectorAll('.menu input').forEach((box) => { box.click(); box.click(); })"
        )
        page.keyboard.press("Escape")
        assert fragment(page) == ""
        for number in range(min(cards, 3)):
            page.locator(".tp-name a").nth(number).click()
            name_of = page.locator("#panel h2").inner_text()
            assert name_of
            assert page.evaluate("document.activeElement.id") == "panel-title"
        page.keyboard.press("Escape")
        assert not page.locator("#panel").is_visible()
        page.fill("#find", "a")
        assert page.locator("#hits p").inner_text()
        page.keyboard.press("Escape")
        page.click("#walk-begin")
        for _ in range(page.locator(".stage").count()):
            page.click(".walk-on")
        assert page.locator(".walk-on").is_disabled()
        page.keyboard.press("Escape")
        assert not page.locator("#walk").is_visible()
        page.click("#fit")
        page.click("#fit")
        page.evaluate("document.querySelector('[data-of=take]').open = true")
        page.click("#copy-map")
        rows = list(csv.reader(io.StringIO(page.evaluate("window.copied"))))
        stages = page.locator(".stage").count()
        assert {len(row) for row in rows if len(row) != stages + 1} == set()
        assert not any(cell[:1] in "=+@" for row in rows for cell in row if cell)
        assert dialogs == []
        assert page.evaluate("document.querySelectorAll('script').length") == 2
    assert window.said == []
    # Pictures and saved files are addresses of their own data.
    assert {url for url in window.asked if not url.startswith(("data:", "blob:"))} == {
        file.as_uri()
    }


# -- who is shown, and what of it ---------------------------------------------------------------


def test_only_one_persona_and_all_that_follows(coat: Page) -> None:
    coat.click("[data-only='laura-rios']")
    assert fragment(coat) == "#who=laura-rios"
    assert coat.locator("[data-toggle='jorge-medina']").get_attribute("aria-pressed") == "false"
    for gone in (
        ".person[data-persona='1']",
        "[id='persona/jorge-medina']",
        ".heat tr[data-persona='1']",
    ):
        assert seen(coat, gone) == 0, gone
    # A shop window that Jorge alone sees, with what he does there; a card's other face; his thoughts.
    assert not coat.locator("[id='touchpoint/conciencia/escaparate-de-la-tienda']").is_visible()
    assert seen(coat, ".grid li[data-number='2']") == 0
    assert seen(coat, ".tp .faces .mark.p1") == 0
    assert seen(coat, ".grid li[data-who='1']") == 0
    assert seen(coat, ".grid li[data-who='0']") > 0
    # Of the sums of channels the shop loses what Jorge alone meets.
    shop = coat.locator("tr[data-channel='store'] .sum").text_content()
    assert "17" in coat.locator("#sifted").inner_text()
    coat.click("#reset")
    assert fragment(coat) == ""
    assert int(coat.locator("tr[data-channel='store'] .sum").text_content() or 0) > int(shop or 0)
    assert seen(coat, ".tp") == 20


def test_sentences_and_figures_are_those_of_whoever_is_shown(coat: Page) -> None:
    digest, figures = coat.locator("#digest"), coat.locator("#figures")
    everybody = digest.inner_text()
    mean = coat.locator("#figures .felt tr:visible").nth(1).inner_text()
    coat.click("[data-only='jorge-medina']")
    assert digest.locator(".glance-name:visible").inner_text().endswith("Jorge Medina")
    assert "−1,1" in digest.inner_text()
    assert "−1,6" not in digest.inner_text()
    assert figures.locator(".glance:visible").count() == 2
    assert coat.locator("#figures .felt tr:visible").nth(1).inner_text() != mean
    # Pains that are Laura's alone are gone, and the sums with them.
    left = coat.locator(".grievance:visible").count()
    told = coat.locator(".states .card:visible .count").all_inner_texts()
    assert sum(map(int, told)) == left < coat.locator(".grievance").count()
    # Whoever walks through it begins with the same.
    coat.click("#walk-begin")
    assert "−1,1" in coat.locator(".walk-body").inner_text()
    coat.keyboard.press("Escape")
    coat.click("#reset")
    assert digest.inner_text() == everybody


def test_a_map_without_scores_has_the_switch_too(site: Path, window: Window) -> None:
    with window(site / "silent.html") as page:
        assert page.locator("[data-toggle]").count() == 3
        page.click("[data-toggle='ana']")
        assert fragment(page) == "#who=bo,carl"
        names = page.locator("#digest .glance-name:visible").all_inner_texts()
        assert [name.split()[-1] for name in names] == ["Bo", "Carl"]
        assert seen(page, ".tp") == 1
    assert window.said == []


def test_the_panel_tells_what_a_touchpoint_rests_on(site: Path, window: Window) -> None:
    with window(site / "silent.html") as page:
        page.locator(".tp-name a").first.click()
        source = page.locator("#panel").get_by_role("link", name="Twelve talks")
        source.click()
        assert fragment(page) == "#evidence/talks"
        page.locator(".tp-name a").nth(1).click()
        assert "Twelve talks" not in page.locator("#panel").inner_text()


def test_a_card_wears_the_colour_of_those_who_are_shown(site: Path, window: Window) -> None:
    with window(site / "hostile.html") as page:
        card = page.locator(".tp").first
        assert "divided" in str(card.get_attribute("class"))
        page.click("[data-only='a']")
        assert "negative" in str(card.get_attribute("class"))
        page.click("[data-only='b']")
        assert "positive" in str(card.get_attribute("class"))
        page.click("[data-only='b']")
        assert "divided" in str(card.get_attribute("class"))


def test_lanes_channels_and_feelings_are_chosen(coat: Page) -> None:
    menus = coat.locator(".menu summary")
    menus.nth(0).click()
    coat.uncheck("input[name=lane][value=pains]")
    assert seen(coat, "tr.pains") == 0
    menus.nth(1).click()
    # One menu is open at a time.
    assert coat.locator(".menu[open]").count() == 1
    for box in coat.locator("input[name=channels]").all():
        box.set_checked(box.get_attribute("value") == "whatsapp")
    assert 0 < seen(coat, ".tp") < 20
    assert "whatsapp" in fragment(coat)
    assert seen(coat, ".dot") < 34
    menus.nth(2).click()
    coat.uncheck("input[name=feel][value=positive]")
    coat.uncheck("input[name=feel][value=neutral]")
    assert seen(coat, ".tp") == 0
    assert coat.locator("#sifted").inner_text() == "Ningún punto de contacto encaja."
    kept = coat.url
    coat.goto("about:blank")
    coat.goto(kept)
    assert seen(coat, ".tp") == 0
    assert seen(coat, "tr.pains") == 0
    assert not coat.locator("input[name=lane][value=pains]").is_checked()


def test_the_back_button_takes_one_step_back(coat: Page) -> None:
    coat.click("[data-only='laura-rios']")
    coat.click(".tp-name a >> nth=0")
    assert coat.locator("#panel").is_visible()
    coat.go_back()
    assert not coat.locator("#panel").is_visible()
    assert fragment(coat) == "#who=laura-rios"
    coat.go_back()
    assert seen(coat, ".tp") == 20
    coat.go_forward()
    assert seen(coat, ".tp") == 17


def test_who_is_chosen_has_a_score_at_every_card(site: Path, window: Window) -> None:
    with window(site / "crowd.html") as page:
        card = page.locator("[id='touchpoint/only/shop']")
        assert "B: −0.5" not in card.inner_text()
        page.click("[data-only='b']")
        assert card.locator(".faces li:visible").all_inner_texts() == ["B: −0.5, negative"]
        page.click("[data-only='b']")
        assert "B: −0.5, negative" not in card.inner_text()


def test_what_is_sifted_out_is_not_told_by_the_curve(site: Path, window: Window) -> None:
    with window(site / "crowd.html") as page:
        said = ".drawing .beside:has-text('Closed again')"
        assert seen(page, said) == 1
        assert seen(page, ".drawing .faint") == 0
        page.evaluate("location.hash = 'channels=web'")
        wait_until(page, lambda: seen(page, ".drawing .faint") == 5, "pale lines")
        assert seen(page, said) == 0


@pytest.mark.parametrize("id", ["pain/sin-seguimiento", "touchpoint/programa-de-puntos"])
def test_on_a_phone_a_link_shows_the_whole_of_its_stage(site: Path, browser: Any, id: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto((site / "estilo-unico.html").as_uri() + f"#{id}")
    box = at_rest(page, f"[id='{id}']")
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    context.close()


def test_a_finger_finds_the_link_of_what_it_picks(site: Path, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto((site / "estilo-unico.html").as_uri())
    pain = page.locator(".pain[id]").first
    link = pain.locator(".perma")
    assert not link.is_visible()
    pain.tap()
    assert link.is_visible()
    assert (link.bounding_box() or {"height": 0})["height"] >= 44
    context.close()


# -- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_shows_its_thing_below_the_heads(site: Path, window: Window, width: int) -> None:
    file = (site / "estilo-unico.html").as_uri()
    with window(site / "bare.html", width=width) as page:
        page.emulate_media(reduced_motion="reduce")
        for id in (
            "touchpoint/programa-de-puntos",
            "pain/sin-seguimiento",
            "metric/lealtad/retention",
        ):
            page.goto(f"{file}#{id}")
            target = at_rest(page, f"[id='{id}']")
            head = page.locator(".grid thead .stages").bounding_box()
            assert head is not None
            assert (
                head["y"] + head["height"] <= target["y"] + 1 or head["y"] + head["height"] < 0
            ), id
            assert 0 <= target["y"] <= 900, id


def test_a_link_shows_also_what_was_sifted_out(coat: Page) -> None:
    coat.click("[data-only='laura-rios']")
    coat.fill("#find", "escaparate de la tienda")
    coat.keyboard.press("Enter")
    assert coat.locator("[id='touchpoint/conciencia/escaparate-de-la-tienda']").is_visible()
    assert fragment(coat) == "#touchpoint/conciencia/escaparate-de-la-tienda"


def test_a_link_is_called_by_what_it_leads_to(coat: Page) -> None:
    """Not by what is known of it: who answers, by when, how sure a figure is."""
    told = coat.evaluate(
        """() => Object.fromEntries(["pain", "opp", "metric", "persona", "source"].map((kind) => [kind,
        [...document.querySelectorAll(`.${kind}[id] > .perma`)].map((link) => [
          link.getAttribute("aria-label"),
          [...link.parentNode.querySelectorAll(".fine, .badge, .who small")].map((each) => each.textContent.trim()),
          link.parentNode.textContent.replace(/\\s+/g, " "),
        ])]))"""
    )
    for kind, links in told.items():
        assert links, kind
        for label, known, whole in links:
            name = label.split("“")[-1].split("«")[-1].rstrip("”».")
            assert name.strip(), (kind, label)
            assert name[:40] in whole, (kind, label)
            assert not any(text and text in name for text in known), (kind, label)


def test_links_are_copied(coat: Page) -> None:
    catch_copies(coat)
    coat.focus("[id='pain/sin-seguimiento'] .perma")
    coat.keyboard.press("Enter")
    assert coat.evaluate("window.copied").endswith("estilo-unico.html#pain/sin-seguimiento")
    assert coat.locator("#told").inner_text() == "Copiado."
    coat.click("[data-only='laura-rios']")
    coat.click(".menu[data-of=take] summary")
    coat.click("#copy-view")
    assert coat.evaluate("window.copied") == coat.url
    coat.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false; }"
    )
    coat.click("#copy-view")
    assert "no ha dejado" in coat.locator("#told").inner_text()


# -- the panel ----------------------------------------------------------------------------------


def test_a_point_of_the_curve_opens_its_touchpoint(coat: Page) -> None:
    dot = coat.locator(".person.p0 .dot").nth(2)
    dot.click()
    assert str(dot.get_attribute("data-place")) in coat.locator("#panel h2").inner_text()
    coat.keyboard.press("Escape")
    dot.focus()
    coat.keyboard.press("Enter")
    assert coat.locator("#panel").is_visible()
    coat.keyboard.press("Escape")
    # Whoever opened it goes on from there.
    assert coat.evaluate("document.activeElement.classList.contains('dot')")


def test_the_panel_has_all_of_a_touchpoint_and_leads_along_the_way(coat: Page) -> None:
    coat.click("[id='touchpoint/compra-en-otra-tienda'] a")
    panel = coat.locator("#panel")
    text = panel.inner_text()
    for words in (
        "Compra un abrigo parecido",
        "No era el que más me gustaba",
        "Se va a otra tienda",
        "Pasan dos días sin respuesta",
        "Jorge Medina: −0,8",
    ):
        assert words in text, words
    panel.get_by_role("link", name="Silencio después de preguntar").click()
    assert fragment(coat) == "#touchpoint/seguimiento"
    assert "Silencio después de preguntar" in panel.locator("h2").inner_text()
    # On as the usual way goes: not into the exception that stands next on the map.
    panel.get_by_role("button", name="Siguiente").click()
    assert fragment(coat) == "#touchpoint/segunda-visita"
    panel.get_by_role("button", name="Atrás").click()
    assert fragment(coat) == "#touchpoint/seguimiento"
    # No id twice.
    ids = coat.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


# -- searching, walking, seeing all of it ----------------------------------------------------------


def test_the_search_looks_through_everything(coat: Page) -> None:
    found = {}
    for words in (
        "CODIGO amiga",
        "sin-seguimiento",
        "nadie volvió",
        "nothing holds these words",
        "Laura",
    ):
        coat.fill("#find", words)
        found[words] = coat.locator("#hits").inner_text()
    assert "Código para una amiga" in found["CODIGO amiga"]
    assert (
        "Nada" in found["nothing holds these words"]
        or "no" in found["nothing holds these words"].lower()
    )
    assert coat.locator("#hits h3").count() > 0
    coat.fill("#find", "nothing holds these words")
    assert coat.locator("#hits h3").count() == 0
    coat.fill("#find", "tallas")
    links = coat.locator("#hits a").count()
    assert coat.locator("#hits p").inner_text() == f"Resultados: {links}"
    coat.keyboard.press("ArrowDown")
    coat.keyboard.press("ArrowDown")
    assert coat.evaluate("document.activeElement === document.querySelectorAll('#hits a')[1]")
    coat.keyboard.press("Enter")
    assert not coat.locator("#hits").is_visible()
    assert fragment(coat)


def test_a_walk_goes_by_keys_and_shows_who_is_chosen(coat: Page) -> None:
    coat.click("[data-only='laura-rios']")
    coat.click("#walk-begin")
    body = coat.locator(".walk-body")
    assert "Comprar un abrigo" in body.inner_text()
    coat.keyboard.press("ArrowRight")
    assert body.locator("h2").inner_text() == "Conciencia"
    assert fragment(coat) == "#stage/conciencia&walk&who=laura-rios"
    assert "Escaparate" not in body.inner_text()
    curve = body.locator(".walk-curve").bounding_box()
    assert curve is not None
    assert curve["height"] > 200
    # What is shown to a room is no page of links.
    assert body.locator("a, button").count() == 0
    coat.keyboard.press("End")
    assert body.locator("h2").inner_text() == "Promoción"
    coat.keyboard.press("ArrowLeft")
    assert body.locator("h2").inner_text() == "Lealtad"
    shown = coat.url
    coat.keyboard.press("Escape")
    assert not coat.locator("#walk").is_visible()
    assert coat.evaluate("document.activeElement.id") == "walk-begin"
    coat.goto("about:blank")
    coat.goto(shown)
    assert body.locator("h2").inner_text() == "Lealtad"


def test_from_right_to_left_the_arrows_turn(site: Path, window: Window) -> None:
    with window(site / "arabic.html") as page:
        page.click("#walk-begin")
        page.keyboard.press("ArrowLeft")
        assert page.locator(".walk-body h2").inner_text() == "الوعي"


# Of each figure with a sign of percent or a unit, and of what lies between two, that is seen: what is
# written, and what is read from left to right.
FIGURES = """() => {
  const found = [];
  const figure = /EUR.60|[≥+−]?[\\d.,]+(?:%|.EUR| … .?[+−]?\\d+|–\\d+%)(?!\\w)/gu;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.parentElement.checkVisibility()) continue;
    for (const match of node.data.matchAll(figure)) {
      const signs = [...match[0]].map((sign, index) => {
        const range = document.createRange();
        range.setStart(node, match.index + index);
        range.setEnd(node, match.index + index + 1);
        return {sign, box: range.getBoundingClientRect()};
      }).filter((one) => one.box.width > 0);
      const lines = new Set(signs.map((one) => Math.round(one.box.bottom)));
      if (lines.size > 1) continue;
      const written = signs.map((one) => one.sign).join("");
      signs.sort((one, other) => one.box.left - other.box.left);
      found.push([written, signs.map((one) => one.sign).join("")]);
    }
  }
  return found;
}"""


def test_from_right_to_left_figures_keep_what_belongs_to_them(site: Path, window: Window) -> None:
    with window(site / "arabic.html") as page:
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        found = [tuple(pair) for pair in page.evaluate(FIGURES)]
    told = {written.replace("\u00a0", " ") for written, _ in found}
    assert told >= {"95%", "70–84%", "+2 … +30", "60 EUR", "80 EUR", "EUR 60"}
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_all_of_the_map_can_be_seen_at_once(coat: Page) -> None:
    coat.click("#fit")
    box = coat.locator(".grid").bounding_box()
    frame = coat.locator(".frame").bounding_box()
    assert box is not None
    assert frame is not None
    assert box["height"] <= 900
    assert abs(box["width"] - frame["width"]) < 4
    coat.click("#fit")
    again = coat.locator(".grid").bounding_box()
    assert again is not None
    assert again["height"] > 900


# -- taking it along ----------------------------------------------------------------------------


def test_tables_are_copied_as_csv(coat: Page) -> None:
    catch_copies(coat)
    coat.locator(".scroll + .button").first.evaluate("(button) => button.click()")
    rows = list(csv.reader(io.StringIO(coat.evaluate("window.copied"))))
    assert len({len(row) for row in rows}) == 1
    assert rows[0][1:8] == [
        "Conciencia",
        "Consideración",
        "Decisión",
        "Compra",
        "Poscompra",
        "Lealtad",
        "Promoción",
    ]
    coat.click(".menu[data-of=take] summary")
    coat.click("#copy-map")
    rows = list(csv.reader(io.StringIO(coat.evaluate("window.copied"))))
    curve = next(row for row in rows if row[0].startswith("Emoción"))
    assert "Laura Ríos" in curve[1]
    assert "Ficha del abrigo" not in curve[1]


def test_the_map_is_saved_as_a_picture(coat: Page, tmp_path: Path) -> None:
    for form, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        if not coat.locator(f"#save-{form}").is_visible():
            coat.click(".menu[data-of=take] summary")
        with coat.expect_download() as download:
            coat.click(f"#save-{form}")
        assert download.value.suggested_filename == f"estilo-unico.{form}"
        download.value.save_as(tmp_path / form)
        assert (tmp_path / form).read_bytes().lstrip().startswith(begins)


# -- for everybody ------------------------------------------------------------------------------


def test_a_finger_finds_every_control(site: Path, window: Window) -> None:
    with window(site / "estilo-unico.html", width=390, height=800) as page:
        page.click("[data-only='laura-rios']")
        page.locator(".tp-name a").first.click()
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, summary, nav a, input, .panel-tools a")]
              .filter((each) => each.checkVisibility() && !each.closest(".hidden"))
              .filter((each) => each.getBoundingClientRect().height < 44 && !each.closest("label"))
              .map((each) => each.outerHTML.slice(0, 80))"""
        )
        assert small == []


def test_without_scripts_no_control_is_seen(site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "estilo-unico.html").as_uri() + "#touchpoint/seguimiento")
    for selector in (".controls", "#find", "#panel", "#walk", ".sifted", "[data-only]", "#theme"):
        assert seen(page, selector) == 0, selector
    assert 58 <= at_rest(page, "[id='touchpoint/seguimiento']")["y"] < 700
    context.close()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_any_state(site: Path, window: Window, dark: bool) -> None:
    node_or_skip("axe-core")
    axe = (FOLDER / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    ask = """async () => (await axe.run({resultTypes: ["violations"]})).violations
      .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`))"""

    def check(page: Page, state: str) -> None:
        found = [re.sub(r"\s+", " ", each) for each in page.evaluate(ask)]
        assert found == [], state

    with window(site / "estilo-unico.html", dark=dark) as page:
        page.evaluate(axe)
        check(page, "as it opens")
        page.click("[data-only='laura-rios']")
        page.fill("#find", "tallas")
        check(page, "searched")
        page.keyboard.press("Escape")
        page.click(".menu[data-of=lane] summary")
        check(page, "a menu")
        page.keyboard.press("Escape")
        page.locator(".tp-name a").nth(2).click()
        check(page, "a touchpoint")
        page.keyboard.press("Escape")
        page.click("#walk-begin")
        page.keyboard.press("ArrowRight")
        check(page, "a walk")
