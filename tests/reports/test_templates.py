"""Templates of one's own: what they take the place of, and what they cannot reach."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from cjmap.reports.templating import ReportError, Templates
from tests.reports.maps import COAT, text_of, tree_of


def test_a_template_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html.j2").write_text(
        "<title>{{ heading.title }}</title><p>{{ tr('Coverage') }}</p>"
    )
    text = text_of({**COAT, "title": "A & B", "language": "es"}, tmp_path, templates=Templates(own))
    assert text.startswith("<title>A &amp; B</title><p>Cobertura</p>")


BLOCKS = (
    *("header", "digest", "figures", "people", "map", "ways", "wide", "change", "story", "hurts"),
    *("backlog", "measures", "contacts", "evidence", "links", "more", "author", "footer"),
)


def test_each_part_of_the_page_can_be_another(tmp_path: Path) -> None:
    """The README names them; what stands in one stands in no other."""
    own = tmp_path / "own"
    own.mkdir()
    filled = "".join(
        f"{{% block {name} %}}<p>mine: {name} of {{{{ heading.title }}}}</p>{{% endblock %}}"
        for name in BLOCKS
    )
    (own / "page.html.j2").write_text('{% extends "cjmap/page.html.j2" %}' + filled)
    page = tree_of(COAT, tmp_path, templates=Templates(own))
    assert [p.text for p in page.all("p") if p.text.startswith("mine")] == [
        f"mine: {name} of Buy a coat" for name in BLOCKS
    ]
    assert not page.all("section")
    readme = Path("README.md").read_text("utf-8")
    assert all(f"`{name}`" in readme for name in BLOCKS)


def test_scripts_and_styles_leave_their_notes_and_indents_at_home(tmp_path: Path) -> None:
    page = tree_of(COAT, tmp_path)
    for tag in ("style", "script"):
        lines = str(page.all(tag)[0].children[0]).splitlines()
        assert not [line for line in lines if line.startswith((" ", "//", "/*"))]


def test_a_template_of_ones_own_keeps_the_policy(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "style.css.j2").write_text("body{color:red}")
    page = tree_of(COAT, tmp_path, templates=Templates(own))
    meta = page.one("meta", http_equiv="Content-Security-Policy").attributes
    digest = base64.b64encode(hashlib.sha256(b"body{color:red}").digest()).decode()
    assert f"style-src 'sha256-{digest}'" in meta["content"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "line 1"),
        ("{{ nothing_of_that_name }}", "nothing_of_that_name"),
        ("{{ heading.__class__.__mro__ }}", "unsafe"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", "unsafe"),
        ("{{ tr('{a.__class__}', a=heading) }}", "__class__"),
        ("{% include '../secret.j2' %}", "secret"),
        ("{% include 'linked.j2' %}", "linked"),
        ("{% include '/etc/hostname' %}", "hostname"),
        ("{{ 1 // 0 }}", "zero"),
    ],
)
def test_a_template_reaches_nothing_but_the_page(tmp_path: Path, template: str, said: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "secret.j2").write_text("the secret")
    (own / "linked.j2").symlink_to(tmp_path / "secret.j2")
    (own / "page.html.j2").write_text(template)
    with pytest.raises(ReportError) as caught:
        text_of(COAT, tmp_path, templates=Templates(own))
    assert said in caught.value.message.render()
    assert "the secret" not in caught.value.message.render()


def test_a_block_that_is_nowhere_is_told(tmp_path: Path) -> None:
    """What it says would be lost in silence; a block within another is seen where that stands."""
    (tmp_path / "page.html.j2").write_text(
        '{% extends "cjmap/page.html.j2" %}\n'
        "{% block more %}{% block mine %}<p>mine</p>{% endblock %}{% endblock %}\n"
    )
    assert "<p>mine</p>" in text_of(COAT, tmp_path, templates=Templates(tmp_path))
    (tmp_path / "page.html.j2").write_text(
        '{% extends "cjmap/page.html.j2" %}\n{% block mor %}<p>mine</p>{% endblock %}\n'
    )
    with pytest.raises(ReportError, match=r"line 2: mor\. There are .*\bmore\b"):
        text_of(COAT, tmp_path, templates=Templates(tmp_path))


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no folder"):
        Templates(tmp_path / "nowhere")
    (tmp_path / "style.css").touch()
    with pytest.raises(ReportError, match=r"page\.html\.j2"):
        Templates(tmp_path)


THRICE = "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}"
TWICE = "{% macro again(n) %}{{ again(n + 1) }}{{ again(n + 1) }}{% endmacro %}{{ again(0) }}"


@pytest.mark.parametrize(
    "template",
    [
        "{% include 'page.html.j2' %}",
        "{% extends 'page.html.j2' %}",
        "{% import 'page.html.j2' as p %}{{ p }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        TWICE,
        "{% for a in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}",
        THRICE + "{% endfor %}" * 3,
        THRICE + "x{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{{ 'x' * 9999 }}{% endfor %}",
        "{{ range(10 ** 9)|list }}",
        "{{ 'x' * 10 ** 9 }}",
        "{{ [1] * 10 ** 9 }}",
        "{{ 10 ** 9 * 'x' }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ 2.0 ** (10 ** 9) }}",
        "{% set n = namespace(x=9) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for a in range(99) %}"
        "{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}{% endfor %}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%*d' % (999999999, 1) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ '{:{}}'.format(1, 999999999) }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ 'x'|center(10 ** 9) }}",
        "{{ 'x'.ljust(10 ** 9) }}",
        "{{ '1'.zfill(10 ** 9) }}",
        "{{ 'x'|indent(10 ** 9, true) }}",
        "{{ [1]|batch(10 ** 9, 'x')|list }}",
        "{{ [1]|slice(10 ** 9, 'x')|list }}",
        "{% set x = 'x' * 99999 %}{{ x|replace('x', x) }}",
        "{% set x = 'x' * 99999 %}{{ x.replace('x', x) }}",
        "{% set x = 'x' * 99999 %}{{ x.join(x) }}",
        "{% set x = 'x' * 99999 %}{{ x|join(x) }}",
        "{{ lipsum(n=10 ** 9) }}",
    ],
)
@pytest.mark.parametrize("name", ["page.html.j2", "style.css.j2"])
def test_a_template_without_end_is_a_plain_error(tmp_path: Path, template: str, name: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html.j2").write_text("x")
    (own / name).write_text(template.replace("page.html.j2", name))
    with pytest.raises(ReportError) as caught:
        text_of(COAT, tmp_path, templates=Templates(own))
    assert "The template " in caught.value.message.render()


@pytest.mark.parametrize(
    ("template", "limit"),
    [
        ("{% for a in [1] * 6000000 %}{% endfor %}", "5000000 rounds of loops and calls"),
        ("{{ 'x' * 10 ** 9 }}", "a text of more than 67108864 characters"),
    ],
)
def test_it_is_told_what_was_too_much(tmp_path: Path, template: str, limit: str) -> None:
    (tmp_path / "page.html.j2").write_text(template)
    with pytest.raises(ReportError) as caught:
        text_of(COAT, tmp_path, templates=Templates(tmp_path))
    assert limit in str(caught.value)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% for a in 'abc' %}{{ loop.index }}{{ a }}{{ loop.last }}{% endfor %}", "1aFalse2bFalse3cTrue"),
        ("{% for a in [3, 1]|sort %}{{ a }}{{ loop.length }}{% else %}no{% endfor %}", "1232"),
        ("{% for a in [] %}{{ a }}{% else %}none{% endfor %}", "none"),
        ("{% for a, b in {'x': 1}.items() if b %}{{ a ~ '<' ~ b }}{% endfor %}", "x&lt;1"),
        ("{{ ('<b>'|safe) ~ '<' }}", "<b>&lt;"),
        ("{{ '50 % of 1000000 {users}'|trim|upper|truncate(255) }}", "50 % OF 1000000 {USERS}"),
        ("{{ '%05.1f' % 3.14159 }}{{ '{:>4}'.format(7) }}{{ 2 ** 10 + 3 * 4 }}", "003.1   71036"),
        ("{{ [1, 2]|join(', ') }}{{ 'ab'.replace('a', 'c') }}{{ 'x' * 3 }}", "1, 2cbxxx"),
        ("{% for a in [1, [2]] recursive %}{{ a if a is number else loop(a) }}{% endfor %}", "12"),
    ],
)  # fmt: skip
def test_the_limits_change_nothing_of_what_templates_mean(
    tmp_path: Path, template: str, text: str
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html.j2").write_text(template)
    assert text_of(COAT, tmp_path, templates=Templates(own)).splitlines()[0] == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe<", "The template page.html.j2 is not UTF-8."),
        (b" " * (1024 * 1024 + 1), "The template page.html.j2 has more than 1 MiB."),
    ],
    ids=["utf-16", "large"],
)
def test_a_template_that_cannot_be_read_is_told_why(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "page.html.j2").write_bytes(content)
    with pytest.raises(ReportError) as caught:
        text_of(COAT, tmp_path, templates=Templates(tmp_path))
    assert str(caught.value) == said


def test_a_template_may_come_from_any_editor(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_bytes(b"\xef\xbb\xbf<p>\r\n" + b" " * (1024 * 1024 - 8))
    assert text_of(COAT, tmp_path, templates=Templates(tmp_path)).startswith("<p>\n")


def test_lines_of_blocks_leave_none_behind(tmp_path: Path) -> None:
    """A person who lays a template out in lines gets those that say something, and no empty ones."""
    (tmp_path / "style.css.j2").write_text("two\n")
    (tmp_path / "page.html.j2").write_text(
        "<pre>\n    {% if true %}\n  one\n    {% endif %}\n{% include 'style.css.j2' %}</pre>\n"
    )
    text = text_of(COAT, tmp_path, templates=Templates(tmp_path))
    assert text.startswith("<pre>\n  one\ntwo\n</pre>\n")


def test_the_limits_change_nothing_of_our_own_pages(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    script = files("cjmap.reports") / "templates" / "script.js.j2"
    (own / "script.js.j2").write_text(script.read_text("utf-8"), "utf-8")
    limited = text_of(COAT, tmp_path, templates=Templates(own))
    assert limited == text_of(COAT, tmp_path)
