"""Templates of one's own: what they take the place of, and what they cannot reach."""

from __future__ import annotations

import base64
import hashlib
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


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no folder"):
        Templates(tmp_path / "nowhere")
    (tmp_path / "style.css").touch()
    with pytest.raises(ReportError, match=r"page\.html\.j2"):
        Templates(tmp_path)
