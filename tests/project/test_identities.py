"""The id of a map as its text shows it is the one that reading finds, or it is not told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.languages.keys import words_of
from cjmap.languages.known import CODES
from cjmap.project import Project
from cjmap.project.identities import find_rivals, written_id

REST = "title: T\npersonas: [P]\nstages: [S]\n"
PIECES = (
    "id: coat\n",
    "id:   coat  # buys\n",
    'id: "coat"\n',
    "'id': coat\n",
    '"id": coat\n',
    "? id\n: coat\n",
    "? id # c\n: coat\n",
    "?\n  id\n: coat\n",
    "? &k id\n: coat\n",
    "&k id: coat\n",
    '"\\u0069d": coat\n',
    "tags: [&k id]\n*k : coat\n",
    "Id: coat\n",
    "idd: coat\n",
    "i_d: coat\n",
    "stagse: [S]\n",
    "identificador: coat\n",
    "title: T\rid: coat\r",
    "title: T\u2028id: coat\n",
    "id:\n  coat\n",
    "id: &a coat\n",
    "id: ~\n",
    "id: null\n",
    "id:\n",
    "id : coat\n",
    "description: |\n  id: hat\n",
    "description: 'a\nid: hat\n  b'\n",
    'description: "a\nid: hat"\n',
    "tags: [a,\nid: hat]\n",
    "tags:\n- a\n",
    "x-id: hat\n",
    "# id: hat\n",
    "---\n",
    "%YAML 1.2\n---\n",
    "owner: it's Ana\n",
    "links:\n- {to: a.journey.yaml, rel: parent}\n",
    "{id: coat, title: T, personas: [P], stages: [S]}\n",
    "  id: coat\n  title: T\n",
    "\ufeffid: coat\n",
)


@given(st.lists(st.sampled_from((*PIECES, REST)), max_size=5))
def test_what_is_told_is_what_reading_finds(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    text = "".join(pieces)
    try:
        told = written_id(text)
    except LookupError:
        return
    file = tmp_path_factory.mktemp("m") / "m.journey.yaml"
    file.write_text(text)
    journey = Project().document(file).journey
    assert journey is None or journey.id == told


@pytest.mark.parametrize("code", CODES)
def test_no_word_for_an_id_in_any_language_is_overlooked(code: str) -> None:
    for word in words_of(code).get("id", ()):
        for key in {word.removesuffix("?"), word.removesuffix("?").capitalize()} - {"id"}:
            with pytest.raises(LookupError):
                written_id(f"{REST}{key}: coat\n")


def test_a_key_that_is_mistyped_hides_no_id() -> None:
    assert written_id(f"{REST.replace('stages', 'stagse')}id: coat\n") == "coat"


def test_a_plain_map_is_told_without_reading() -> None:
    assert written_id(REST) is None
    assert written_id(f"# ours\nid: coat-2\n{REST}") == "coat-2"
    assert written_id(f'---\ntitle: It\'s "fine"\nid: coat # x\n{REST}') == "coat"


@pytest.mark.parametrize(
    ("named", "rivals"),
    [
        ("a", "ab"),
        ("b", "ab"),
        ("c", ""),
        ("e", "ef"),
        ("ce", "ef"),
        ("g", ""),
    ],
)
def test_rivals_are_maps_that_share_an_id_with_a_named_one(
    tmp_path: Path, named: str, rivals: str
) -> None:
    texts = {
        "a.journey.yaml": f"id: coat\n{REST}",
        "b.journey.yaml": f'id: "coat"\n{REST}',
        "c.journey.yaml": f"id: hat\n{REST}",
        # A written id that meets the name of another's file.
        "e.journey.yaml": f"id: f\n{REST}",
        "f.journey.yaml": REST,
        "x/g.journey.yaml": REST,
        "y/g.journey.yaml": REST,
        "hat.library.yaml": "title: L\n",
        "broken.journey.yaml": "a: [\nid: hat\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "cjmap.toml").write_text("")
    project = Project()
    files = project.company(project.workspace(tmp_path / "a.journey.yaml"))
    asked = [file for file in files if file.name[0] in named and file.name[1] == "."]
    found = find_rivals(project, files, asked)
    assert "".join(file.name[0] for file in found) == rivals
