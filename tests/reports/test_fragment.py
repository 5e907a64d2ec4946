"""The map alone, for a page of somebody else's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from cjmap.reports.collect import collect
from cjmap.reports.fragment import set_apart
from cjmap.reports.page import write_page
from tests.reports.dom import parse
from tests.reports.maps import COAT, facts_of


def fragment_of(folder: Path, name: str, **more: Any) -> str:
    return write_page(collect(facts_of({**COAT, **more}, folder, name), ()), embed=True).text


def test_a_fragment_is_one_element_without_script_or_page(tmp_path: Path) -> None:
    text = fragment_of(tmp_path, "coat")
    (element,) = [child for child in parse(text).children if not isinstance(child, str)]
    assert element.classes == {"cjmap-embed"}
    for tag in ("<script", "<html", "<body", "<link", "<meta"):
        assert tag not in text
    assert element.one("table", "grid")


def test_every_rule_of_its_style_holds_within_it(tmp_path: Path) -> None:
    (style,) = re.findall(r"<style>(.*)</style>", fragment_of(tmp_path, "coat"), re.S)
    depth = 0
    outside = ""
    for sign in style:
        depth -= sign == "}"
        outside += sign if not depth else ""
        depth += sign == "{"
    assert outside.split() == [".cjmap-embed{}"]


def test_two_maps_and_their_host_have_no_id_in_common(tmp_path: Path) -> None:
    texts = [fragment_of(tmp_path, name) for name in ("coat", "shoe")]
    ids = [
        node.attributes["id"]
        for text in texts
        for node in parse(text).all()
        if "id" in node.attributes
    ]
    assert len(ids) == len(set(ids))
    assert all(one.startswith(("cjmap-coat-", "cjmap-shoe-")) for one in ids)
    for text in texts:
        page = parse(text)
        own = {node.attributes.get("id") for node in page.all()}
        hrefs = [node.attributes.get("href", "") for node in page.all()]
        assert {href.removeprefix("#") for href in hrefs if href.startswith("#")} <= own
        labels = [node.attributes.get("aria-labelledby") for node in page.all("section")]
        assert set(labels) <= own


def test_maps_of_two_folders_that_are_called_alike_have_no_id_in_common(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").touch()
    texts = [fragment_of(tmp_path / folder, "coat") for folder in ("web shop", "store")]
    one, other = ({*re.findall(r'\sid="([^"]*)"', text)} for text in texts)
    assert one
    assert not one & other
    assert not any(re.search(r"\s", name) for name in one)


def test_what_a_map_says_is_no_attribute() -> None:
    said = '<p id="a">see &#34; id=&#34;a&#34; href=&#34;#b&#34; url(#b)</p><a href="#b">b</a><i for="a c"></i>'
    assert set_apart(said, "m") == (
        '<p id="cjmap-m-a">see &#34; id=&#34;a&#34; href=&#34;#b&#34; url(#b)</p>'
        '<a>b</a><i for="cjmap-m-a c"></i>'
    )
