"""A page is entered by its names: by landmarks, by controls, and in tables by what heads a cell."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from cjmap.languages.known import CODES
from tests.reports.dom import Node, parse
from tests.reports.maps import run_over, write_index_of
from tests.reports.test_same import FILES, drawn

_LANDMARKS = {
    "main": "main",
    "nav": "navigation",
    "aside": "complementary",
    "form": "form",
    "section": "region",
}
_CONTROLS = ("a", "button", "summary", "input")
# Two names that differ in one language may be one in another.
PAGES: list[tuple[Path, str | None]] = [
    *((file, None) for file in FILES if file.parent.name != "cases"),
    *((file, code) for file in FILES for code in CODES if file.stem == "everything.journey"),
]


def texts(node: Node, *, seen: bool) -> str:
    """What one sees of it, or what one hears; a persona's mark is a picture beside the name."""
    left_out = (
        not node.classes.isdisjoint(("hidden", "mark"))
        if seen
        else node.attributes.get("aria-hidden") == "true"
    )
    if left_out or node.tag in ("title", "style", "script"):
        return ""
    return " ".join(
        texts(child, seen=seen) if isinstance(child, Node) else child for child in node.children
    )


def name_of(page: Node, node: Node) -> str:
    """The accessible name that an element is given: by others, by itself, by what stands in it."""
    pointed = node.attributes.get("aria-labelledby", "").split()
    told = " ".join(texts(page.one(id=one), seen=False) for one in pointed)
    told = told or node.attributes.get("aria-label", "")
    if not told and node.tag == "input":
        told = " ".join(
            texts(one, seen=False)
            for one in page.all("label")
            if one.attributes.get("for", "-") == node.attributes.get("id")
            or any(each is node for each in one.walk())
        )
    if not told and node.tag in _CONTROLS:
        told = texts(node, seen=False)
    return " ".join(told.split())


def twice(page: Node) -> list[tuple[str, str]]:
    """Landmarks that another one of the page is called like; `section` is one where it has a name."""
    roles = [
        (node.attributes.get("role") or _LANDMARKS.get(node.tag, ""), node) for node in page.walk()
    ]
    named = [(role, name_of(page, node)) for role, node in roles if role in _LANDMARKS.values()]
    found = Counter((role, name) for role, name in named if name or role != "region")
    return [landmark for landmark, count in found.items() if count > 1]


def unheard(page: Node) -> list[str]:
    """Controls that nobody can call by what is written on them (WCAG 2.2, 2.5.3)."""
    controls = [
        node
        for node in page.walk()
        if node.tag in _CONTROLS or node.attributes.get("role") == "button"
    ]
    return [
        f"{name_of(page, node)!r} for {texts(node, seen=True).split()}"
        for node in controls
        if not name_of(page, node)
        or not set(words(texts(node, seen=True))) <= set(words(name_of(page, node)))
    ]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def headless(page: Node) -> list[str]:
    """Cells that say something in a row without a header, or in a column without one."""
    wrong = []
    for table in page.all("table"):
        headed: set[int] = set()
        for row in table.all("tr"):
            cells = [cell for cell in row.children if isinstance(cell, Node)]
            column = 0
            for cell in cells:
                span = range(column, column + int(cell.attributes.get("colspan", "1")))
                column = span.stop
                if cell.tag == "th":
                    headed |= set(span) if cell.attributes["scope"].startswith("col") else set()
                elif cell.text and not (
                    headed.issuperset(span) and any(one.tag == "th" for one in cells)
                ):
                    wrong.append(cell.text)
    return wrong


def check(page: Node) -> None:
    assert (twice(page), unheard(page), headless(page)) == ([], [], [])
    (about,) = page.all("meta", name="description")
    assert about.attributes["content"].strip()
    assert not [one for one in page.all("link") if re.search(r"\s", one.attributes["href"])]


@pytest.mark.parametrize(
    ("file", "language"), PAGES, ids=lambda given: given.stem if isinstance(given, Path) else given
)
def test_a_page_is_entered_by_its_names(file: Path, language: str | None) -> None:
    check(drawn(file, language)[1])


def test_an_index_is_entered_by_its_names() -> None:
    subjects, found = run_over("later", "everything", "judged")
    check(parse(write_index_of(subjects, found)))


@pytest.mark.parametrize(
    ("wrong", "page"),
    [
        (twice, '<nav aria-label="A">x</nav><nav aria-label="A">y</nav>'),
        (twice, '<h2 id="t">A</h2><section aria-labelledby="t"><div role="region" aria-label="A">'
         "</div></section>"),
        (unheard, '<button aria-label="Close">Done</button>'),
        (unheard, '<a href="#x"><span aria-hidden="true">Next</span></a>'),
        (headless, '<table><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table>'),
        (headless, '<table><tr><td>A</td></tr><tr><th scope="row">B</th></tr></table>'),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_is_found(wrong: object, page: str) -> None:
    assert callable(wrong)
    assert wrong(parse(page))
