"""Sections as one small self-contained page, light and dark: it asks for nothing from elsewhere.

Its one script is for pages with steps: without it all of them stand below each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch

from cjmap.draw.characters import flatten, make_visible
from cjmap.draw.escape import xml_attribute
from cjmap.expressions import expression
from cjmap.messages import tr
from cjmap.reports.allowing import source_of
from cjmap.reports.blocks.blocks import (
    SIGNS,
    Block,
    Diagram,
    Entry,
    Grid,
    Items,
    Lines,
    Picture,
    Row,
    Section,
    Shade,
    Table,
)
from cjmap.reports.isolating import isolate_from_right

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --quiet: #5b6472; --paper: #fff; --line: #d8dde5;
  --good: #1b7f6e; --on-good: #fff; --fair: #f2d48a; --on-fair: #3d2c00; --poor: #fbe4e1;
  --on-poor: #8f1d16; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --quiet: #9aa4b2; --paper: #14181f;
  --line: #333b47; --good: #2a9d8a; --on-good: #06110f; --fair: #6e5413; --on-fair: #ffe9b0;
  --poor: #4a2320; --on-poor: #ffb9b1; } }
body { font: 15px/1.45 Arial, "Liberation Sans", Helvetica, sans-serif; color: var(--ink);
  background: var(--paper); margin: 0 auto; max-width: 80rem; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 2rem 0 .2rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 1.6rem 0 .5rem; }
p { margin: .2rem 0; color: var(--quiet); overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: separate; border-spacing: 2px; }
th, td { padding: .25rem .5rem; text-align: left; vertical-align: top; font-weight: normal; }
thead th { color: var(--quiet); font-size: .85rem; vertical-align: bottom; max-width: 11rem; }
.grid thead th { font-size: .75rem; line-height: 1.25; padding: .2rem .15rem; hyphens: auto; }
.grid thead th:not(.number) { text-align: center; }
tbody th { white-space: nowrap; }
.number, .cell { text-align: right; font-variant-numeric: tabular-nums; }
.cell { text-align: center; min-width: 2.6rem; border-radius: 3px; }
.good { background: var(--good); color: var(--on-good); }
.fair { background: var(--fair); color: var(--on-fair); }
.poor { background: var(--poor); color: var(--on-poor); }
.quiet, .quiet th { color: var(--quiet); }
pre { font: .8rem/1.5 "Liberation Mono", Menlo, Consolas, monospace; margin: .6rem 0; }
.list .good, .list .fair, .list .poor { border-radius: 3px; padding: 0 .35rem; }
tr.first td, tr.first th { border-top: 1px solid var(--line); padding-top: .4rem; }
ul { padding-left: 0; list-style: none; margin: .3rem 0; }
ul ul { padding-left: 1.8rem; color: var(--quiet); }
li { margin: .25rem 0; overflow-wrap: anywhere; }
small { color: var(--quiet); }
code { font: .9em "Liberation Mono", Menlo, Consolas, monospace; }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: bold; }
.wide svg { display: block; direction: ltr; }
.short { white-space: nowrap; }
.long { min-width: 14rem; }
.on-dark { display: none; }
@media screen and (prefers-color-scheme: dark) { .on-light { display: none; }
  .on-dark { display: block; } }
@media print { body { max-width: none; padding: 0; } .wide { overflow: visible; }
  .wide > svg { max-width: 100%; height: auto; }
  .cell, .good, .fair, .poor { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
""".strip()

# How lines of a patch are meant, by their signs.
_SIGNED = {"+": "good", "-": "poor", "@": "quiet"}
_BREAK = "\n"
# A key of the format, or the way to one; what else stands between backticks are somebody's words.
_KEY = expression(r"`((?:x-)?[a-z_]+(?: \d+)?(?: › [^`]+)?)`")

_BAR = """
.course { overflow: visible; }
.course polyline { fill: none; stroke: var(--good); stroke-width: 1.6; }
.course circle { fill: var(--good); }
.bar { display: flex; gap: .8rem; align-items: center; margin: 1rem 0 0; padding: .5rem 0;
  position: sticky; top: 0; background: var(--paper); border-bottom: 1px solid var(--line); }
.bar[hidden] { display: none; }
.bar input { flex: 1; min-width: 4rem; }
.bar button { font: inherit; white-space: nowrap; color: var(--ink); background: var(--paper); padding: .3rem .8rem;
  border: 1px solid var(--line); border-radius: 4px; }
@media (max-width: 30rem) { .bar { flex-wrap: wrap; justify-content: space-between; }
  .bar input { order: 1; flex-basis: 100%; } }
@media print { .bar { display: none; } }
""".strip()
_SCRIPT = """
(() => {
  const steps = [...document.querySelectorAll('.step')];
  const bar = document.getElementById('bar'), slider = document.getElementById('at');
  const count = document.getElementById('count');
  let at = steps.length - 1;
  const show = (next) => {
    at = Math.max(0, Math.min(steps.length - 1, next));
    steps.forEach((step, number) => { step.hidden = number !== at; });
    slider.value = at;
    slider.setAttribute('aria-valuetext', steps[at].querySelector('h2').textContent);
    count.textContent = (at + 1) + ' / ' + steps.length;
  };
  slider.max = steps.length - 1;
  slider.addEventListener('input', () => show(Number(slider.value)));
  document.getElementById('back').addEventListener('click', () => show(at - 1));
  document.getElementById('on').addEventListener('click', () => show(at + 1));
  document.addEventListener('keydown', (event) => {
    if (event.target === slider || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: steps.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    show(next);
  });
  bar.hidden = false;
  show(at);
})();
""".strip()


def write(
    title: str,
    language: str,
    sections: Iterable[Section],
    steps: Sequence[tuple[Section, ...]] = (),
) -> str:
    """A page of sections, and below the first of them of steps, one of which is shown at a time: the
    last first.

    Buttons, a slider, the arrow keys, Home and End lead from one to another.
    """
    listed = [*sections]
    style = f"{_STYLE}\n{_BAR}" if steps else _STYLE
    script = f"; script-src {source_of(_SCRIPT)}" if steps else ""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{_text(language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" '
            f"content=\"default-src 'none'; style-src 'unsafe-inline'{script}\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(title)}</title>",
            f"<style>\n{style}\n</style>",
            "</head>",
            "<body>",
            "<main>",
            *(line for section in listed[:1] for line in _section(section)),
            *_steps(steps, language),
            *(line for section in listed[1:] for line in _section(section)),
            "</main>",
            *((f"<script>{_SCRIPT}</script>",) if steps else ()),
            "</body>",
            "</html>",
            "",
        ]
    )


def _steps(steps: Sequence[tuple[Section, ...]], language: str) -> Iterator[str]:
    if not steps:
        return
    back, on, at = (
        _text(word.render(language)) for word in (tr("Earlier"), tr("Later"), tr("Revision"))
    )
    yield '<div id="bar" class="bar" hidden>'
    yield f'<button id="back" type="button">← {back}</button>'
    yield f'<input id="at" type="range" min="0" aria-label="{at}">'
    yield f'<button id="on" type="button">{on} →</button> <span id="count"></span></div>'
    for step in steps:
        yield '<section class="step">'
        for section in step:
            yield from _section(section)
        yield "</section>"


def _text(text: str) -> str:
    """Text for an element or a quoted attribute."""
    return xml_attribute(isolate_from_right(flatten(text)))


def _prose(text: str) -> str:
    """A sentence, in which the keys that it names stand out by their letters alone."""
    return _KEY.sub(r"<code>\1</code>", _text(text))


def _section(section: Section) -> Iterator[str]:
    note = f"<p>{_text(section.note)}</p>"
    if section.folded:
        # Open: what is folded is neither printed nor found by whoever looks a word up.
        yield f"<details open><summary>{_text(section.title)}</summary>"
    else:
        yield f"<h{section.level}>{_text(section.title)}</h{section.level}>"
    if section.note and section.level == 1:
        yield note
    for block in section.blocks:
        yield from _block(block)
    if section.note and section.level > 1:
        yield note
    if section.folded:
        yield "</details>"


@singledispatch
def _block(block: Block) -> Iterator[str]:
    raise TypeError(type(block))


@_block.register
def _(diagram: Diagram) -> Iterator[str]:
    # Nothing here could draw it.
    return iter(())


@_block.register
def _(picture: Picture) -> Iterator[str]:
    # Who scrolls begins where the picture does.
    side = ' dir="rtl"' if picture.rtl else ""
    for ground, drawn in (("light", picture.light), ("dark", picture.dark)):
        yield f'<div class="wide on-{ground}"{side}>'
        yield drawn.strip()
        yield "</div>"


@_block.register
def _(block: Lines) -> Iterator[str]:
    shown = (
        f'<span class="{_SIGNED[line[:1]]}">{xml_attribute(make_visible(line))}</span>'
        if line[:1] in _SIGNED
        else xml_attribute(make_visible(line))
        for line in block.lines
    )
    yield f'<pre class="wide">{_BREAK.join(shown)}</pre>'


@_block.register
def _(grid: Grid) -> Iterator[str]:
    columns = "".join(f'<th scope="col">{_text(name)}</th>' for name in grid.columns)
    yield '<div class="wide"><table class="grid">'
    yield f"<thead><tr><td></td>{columns}"
    yield f'<th scope="col" class="number">{_text(grid.total)}</th></tr></thead>'
    yield "<tbody>"
    before = False
    for row in grid.rows:
        yield _row(row, first=row.quiet and not before)
        before = row.quiet
    yield "</tbody></table></div>"
    if grid.legend:
        yield f"<p>{_text(' · '.join(f'{SIGNS[state]} {word}' for state, word in grid.legend))}</p>"


def _row(row: Row, *, first: bool) -> str:
    names = " ".join(name for name, on in (("quiet", row.quiet), ("first", first)) if on)
    cells = "".join(_cell(cell) for cell in row.cells)
    total = f'<td class="number">{_text(row.total.text)}</td>'
    return f'<tr class="{names}"><th scope="row">{_text(row.label)}</th>{cells}{total}</tr>'


def _cell(cell: Shade) -> str:
    sign = SIGNS[cell.state] if cell.state else cell.text
    hint = f' title="{_text(cell.hint)}"' if cell.hint else ""
    return f'<td class="cell {cell.tone.value}"{hint}>{_text(sign)}</td>'


@_block.register
def _(table: Table) -> Iterator[str]:
    places = any(record.place for record in table.rows)
    headings = "".join(
        f'<th scope="col"{_number(n, table)}>{_text(name)}</th>'
        for n, name in enumerate(table.columns)
    )
    yield f'<div class="wide"><table><thead><tr>{headings}{"<td></td>" if places else ""}</tr></thead>'
    yield "<tbody>"
    for record in table.rows:
        cells = "".join(
            f"<td{_shape(n, cell.text, table)}>{draw_course(cell.course) or _text(cell.text)}</td>"
            for n, cell in enumerate(record.cells)
        )
        place = f"<td><small>{_text(record.place)}</small></td>" if places else ""
        yield f"<tr>{cells}{place}</tr>"
    yield "</tbody></table></div>"


_SPAN, _HEIGHT, _DOT = 180.0, 22.0, 2.5
"""How wide and high the course of a figure is drawn, and its dots, px."""


def draw_course(course: Sequence[float | None]) -> str:
    """Numbers as a line between their least and most, with gaps; nothing for none.

    However many there are, it is as wide. The last is marked, and one that stands alone.
    """
    told = [value for value in course if value is not None]
    if not told:
        return ""
    least, span = min(told), max(told) - min(told)
    step = (_SPAN - 2 * _DOT) / max(1, len(course) - 1)
    runs: list[list[str]] = [[]]
    for number, value in enumerate(course):
        if value is None:
            runs.append([])
            continue
        rise = (value - least) / span if span else 0.5
        y = _HEIGHT - _DOT - rise * (_HEIGHT - 2 * _DOT)
        runs[-1].append(f"{_DOT + number * step:.1f},{y:.1f}")
    runs = [run for run in runs if run]
    lines = "".join(f'<polyline points="{" ".join(run)}"/>' for run in runs if len(run) > 1)
    dots = [*(run[0] for run in runs if len(run) == 1), runs[-1][-1]]
    marks = "".join(
        '<circle cx="{}" cy="{}" r="{}"/>'.format(*place.split(","), _DOT)
        for place in dict.fromkeys(dots)
    )
    box = f'width="{_SPAN:g}" height="{_HEIGHT:g}" viewBox="0 0 {_SPAN:g} {_HEIGHT:g}"'
    return f'<svg class="course" {box} aria-hidden="true">{lines}{marks}</svg>'


def _number(column: int, table: Table) -> str:
    return ' class="number"' if column in table.numeric else ""


_SHORT, _LONG = 16, 40
"""Up to so many signs a cell stays on one line; with more than so many it needs room to be read."""


def _shape(column: int, text: str, table: Table) -> str:
    if column in table.numeric:
        return _number(column, table)
    if len(text) <= _SHORT:
        return ' class="short"'
    return ' class="long"' if len(text) > _LONG else ""


@_block.register
def _(items: Items) -> Iterator[str]:
    yield '<ul class="list">'
    for entry in items.entries:
        yield f"<li>{_entry(entry)}</li>"
    yield "</ul>"


def _entry(entry: Entry) -> str:
    mark = f'<span class="{entry.tone.value}">{_text(entry.mark)}</span> ' if entry.mark else ""
    place = f" <small>{_text(entry.place)}</small>" if entry.place else ""
    details = "".join(f"<li>{_prose(detail)}</li>" for detail in entry.details)
    return f"{mark}{_prose(entry.text)}{place}" + (f"<ul>{details}</ul>" if details else "")
