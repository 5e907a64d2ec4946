"""Which blocks of a page are maps."""

from __future__ import annotations

import pytest

from cjmap.mkdocs.fences import Block, replace_blocks


def drawn(page: str) -> tuple[str, list[Block]]:
    met: list[Block] = []

    def draw(block: Block) -> str:
        met.append(block)
        return f"<{len(met)}>"

    return replace_blocks(page, draw), met


@pytest.mark.parametrize(
    ("page", "text", "line", "left"),
    [
        ("a\n\n```cjmap\ntitle: x\n```\nb\n", "title: x\n", 3, "a\n\n<1>\n\nb\n"),
        ("~~~ cjmap wide\nx\n\ny\n~~~~\n", "x\n\ny\n", 1, "<1>\n\n"),
        ("- a\n\n    ```cjmap\n    x\n      y\n    ```\n", "x\n  y\n", 3, "- a\n\n    <1>\n\n"),
        ("````cjmap\n```\n````", "```\n", 1, "<1>\n"),
        ("```cjmap\nx", "x\n", 1, "<1>\n"),
        ("```cjmap\n```", "", 1, "<1>\n"),
        ("> ```cjmap\n> x\n>\n>   y\n> ```\n> z", "x\n\n  y\n", 1, "> <1>\n>\n> z"),
        ("> a\n> ```cjmap\n> x\nz", "x\n", 2, "> a\n> <1>\n>\nz"),
        ("``` {.cjmap .wide}\nx\n```", "x\n", 1, "<1>\n"),
        ("```{.cjmap}\nx\n```", "x\n", 1, "<1>\n"),
    ],
)
def test_a_block_is_drawn_in_its_place(page: str, text: str, line: int, left: str) -> None:
    out, met = drawn(page)
    assert met == [Block(text, line)]
    assert out == left


@pytest.mark.parametrize(
    "page",
    [
        "",
        "cjmap\n",
        "`cjmap`\n",
        "```yaml\ncjmap\n```\n",
        "```cjmaps\nx\n```\n",
        "````markdown\n```cjmap\nx\n```\n````\n",
        "~~~\n```cjmap\nx\n```\n~~~\n",
        "```\n```cjmap\n```\n",
    ],
)
def test_everything_else_stays(page: str) -> None:
    assert drawn(page) == (page, [])


def test_several_blocks_are_told_apart() -> None:
    out, met = drawn("```cjmap\na\n```\n```cjmap\nb\n```\n")
    assert [(one.text, one.line) for one in met] == [("a\n", 1), ("b\n", 4)]
    assert out == "<1>\n\n<2>\n\n"
