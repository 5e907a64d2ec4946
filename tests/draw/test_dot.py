"""Labels of graphs are tables whose every cell says how wide and how high it is."""

from __future__ import annotations

import math

from cjmap.draw.dot import FONT, Style, cell, label, line_height, row, sign_cell, table, text_cell
from cjmap.draw.metrics import FONT_STACK, safe_width

PLAIN = Style(10, "#112233")
OPEN = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'


def width_of(text: str, style: Style = PLAIN) -> int:
    return math.ceil(safe_width(text, style.size, bold=style.bold, italic=style.italic))


def test_one_line_is_a_cell_that_says_its_size() -> None:
    assert text_cell(["Ad & co"], PLAIN) == (
        f'<TD ALIGN="LEFT" WIDTH="{width_of("Ad & co")}" HEIGHT="13">'
        '<FONT POINT-SIZE="10" COLOR="#112233">Ad &amp; co<BR ALIGN="LEFT"/></FONT></TD>'
    )
    assert (line_height(10), line_height(14)) == (13, 18)


def test_several_lines_are_a_table_as_wide_as_the_longest() -> None:
    style = Style(10, "#112233", bold=True, italic=True)
    width = width_of("the longest", style)
    lines = [
        f'<TR><TD ALIGN="RIGHT" WIDTH="{width}" HEIGHT="13"><FONT POINT-SIZE="10" COLOR="#112233">'
        f'<B><I>{text}<BR ALIGN="RIGHT"/></I></B></FONT></TD></TR>'
        for text in ("one", "the longest")
    ]
    assert text_cell(["one", "the longest"], style, "RIGHT") == (
        f'<TD ALIGN="RIGHT">{OPEN}{"".join(lines)}</TABLE></TD>'
    )


def test_a_cell_has_at_least_the_width_asked_for() -> None:
    assert ' WIDTH="200" ' in text_cell(["one"], PLAIN, width=199.5)
    assert f' WIDTH="{width_of("one")}" ' in text_cell(["one"], PLAIN, width=2)
    assert text_cell([], PLAIN) == (
        '<TD ALIGN="LEFT" WIDTH="1" HEIGHT="13"><FONT POINT-SIZE="10" COLOR="#112233">'
        '\N{NO-BREAK SPACE}<BR ALIGN="LEFT"/></FONT></TD>'
    )


def test_engines_are_not_asked_how_wide_what_they_do_not_know_is() -> None:
    assert ' FIXEDSIZE="TRUE"' in text_cell(["意识"], PLAIN)
    assert ' FIXEDSIZE="TRUE"' in text_cell(["a →"], PLAIN)
    assert "FIXEDSIZE" not in text_cell(["Žižka ž"], PLAIN)
    assert sign_cell("x", PLAIN, 17).startswith(
        '<TD ALIGN="LEFT" WIDTH="17" HEIGHT="13" FIXEDSIZE="TRUE">'
    )


def test_attributes_are_written_as_given_and_escaped() -> None:
    made = table([row([cell("a", port='"p"', height=2.5), cell("b")])], border=1, style="ROUNDED")
    assert made == (
        '<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" STYLE="ROUNDED">'
        '<TR><TD PORT="&quot;p&quot;" HEIGHT="2.5">a</TD><TD>b</TD></TR></TABLE>'
    )
    assert label(made) == f"<{made}>"


def test_engines_lay_out_by_the_face_that_most_readers_have() -> None:
    assert FONT_STACK.split(",")[0] == FONT
