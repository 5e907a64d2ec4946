"""One thing that the system cannot hold ends no run: it is told at its place, the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cjmap

MAP: dict[str, object] = {
    "title": "Coat",
    "personas": [{"name": "Ana"}],
    "stages": [{"name": "Look", "touchpoints": [{"name": "Shop", "emotion": 1}]}],
}
LONG = ("x" * 300, "x/" * 3000 + "x", "x" * 100_000, "a\0b", "\U0001f600" * 300, "../" * 2000 + "x")


def put(field: str, text: str) -> str:
    map = json.loads(json.dumps(MAP))
    touchpoint = map["stages"][0]["touchpoints"][0]
    places = {
        "photo": lambda: map["personas"][0].update(photo=text),
        "image": lambda: touchpoint.update(image=text),
        "file": lambda: map.update(evidence=[{"title": "E", "file": text}]),
        "link": lambda: map.update(links=[{"to": text, "rel": "baseline"}]),
        "anchor": lambda: map.update(links=[{"to": f"a.journey.yaml#{text}"}]),
        "id": lambda: map.update(id=text),
        "stage id": lambda: map["stages"][0].update(id=text),
        "name": lambda: touchpoint.update(name=text),
        "title": lambda: map.update(title=text),
        "channel": lambda: touchpoint.update(channel=text),
        "data": lambda: map.update(data={"events": text}),
    }
    places[field]()
    return json.dumps(map, ensure_ascii=False)


FIELDS = (
    *("photo", "image", "file", "link", "anchor", "id", "stage id", "name", "title", "channel"),
    "data",
)


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:4]))
def test_a_text_too_long_for_a_name_of_a_file_ends_no_run(cjmap: Cjmap, text: str) -> None:
    cjmap.write("a.journey.yaml", json.dumps(MAP))
    for field in FIELDS:
        cjmap.write(f"{field}.journey.yaml", put(field, text))
    for verb in ("validate", "lint", "gaps"):
        assert cjmap(verb).exit_code in (0, 1)
    found = json.loads(cjmap("validate", "--output-format", "json").stdout)["findings"]
    told = {finding["file"] for finding in found}
    assert {f"{field}.journey.yaml" for field in ("photo", "image", "file", "link")} <= told
    assert "a.journey.yaml" not in told
    assert all(finding["line"] for finding in found)
    assert cjmap("render", ".", "-o", "pictures").exit_code in (0, 1)
    assert cjmap("report", "-o", "pages").exit_code in (0, 1)
    assert len(list(Path("pictures").iterdir())) > len(FIELDS) / 2
    assert len(list(Path("pages").iterdir())) > len(FIELDS) / 2
    assert (cjmap.folder / "pages" / "index.html").is_file()


@pytest.mark.parametrize("argument", ["x" * 300, "x/" * 3000, "x" * 5000 + "*", "*/" * 3000])
@pytest.mark.parametrize(
    "verb", ["lint {}", "gaps {}", "render {}", "lint a.yaml -o {}", "lint a.yaml --baseline {}",
             "lint a.yaml --write-baseline {}", "report a.yaml -o {}", "lint --config {}",
             "render a.yaml --theme {}", "render a.yaml -o {}", "render a.yaml -o {}.svg",
             "report a.yaml --template {}", "render a.yaml --view flow --engine {}", "init {}",
             "lint - --stdin-filename {}"],
)  # fmt: skip
def test_an_argument_too_long_for_a_name_of_a_file_is_a_plain_error(
    cjmap: Cjmap, verb: str, argument: str
) -> None:
    cjmap.write("a.yaml", json.dumps(MAP))
    result = cjmap(*verb.format(argument).split(), stdin=json.dumps(MAP))
    assert result.exit_code in ((1, 2) if "--stdin-filename" in verb else (2,))


@pytest.mark.parametrize("length", [100, 200, 236, 240])
def test_the_longest_names_of_maps_are_drawn(cjmap: Cjmap, length: int) -> None:
    for end in "ab":
        cjmap.write("x" * length + end + ".journey.yaml", json.dumps(MAP))
    assert cjmap("render", ".", "-o", "pictures").exit_code == 0
    assert cjmap("report").exit_code == 0
    for folder, number in (("pictures", 3), ("report", 4)):
        names = [file.name for file in Path(folder).iterdir()]
        assert len(names) == number
        assert all(len(name) < 143 for name in names)
