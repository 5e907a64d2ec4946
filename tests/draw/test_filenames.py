"""Names of files: every system takes them, and no two are one."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.draw.filenames import clean, name_pages, name_pictures

RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
# Characters of every kind: half pairs (bytes that are no UTF-8), controls, marks, letters.
TEXTS = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["CON", "nul.x", "a\nb", "..", "-rf", "com1 ", "é", "e\u0301", "\udcff", "A", "a", "x" * 300]
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("coat", "coat"),
        ("Kauf (neu)", "Kauf (neu)"),
        ("旅行", "旅行"),
        ("a\nb", "a-b"),
        ("a\x1b[31mb", "a-[31mb"),
        ("a\u202eb", "a-b"),
        ("bad\udcff", "bad-"),
        ("CON", "CON-map"),
        ("nul.x", "nul-map"),
        ("..", "map"),
        ("-rf", "rf"),
        ("-.rf", "rf"),
        (". - .", "map"),
        ("", "map"),
        ('a<b>:"|?*', "a-b------"),
    ],
)
def test_what_no_system_takes_is_left_out(text: str, name: str) -> None:
    assert clean(text) == name


def test_a_long_name_is_cut_and_keeps_what_sets_it_apart() -> None:
    one, other = clean("é" * 300 + "1"), clean("é" * 300 + "2")
    assert one != other
    assert one.startswith("é" * 40)
    assert len(one.encode()) <= 100
    # A page keeps its address from one version to the next.
    assert clean("x" * 300) == "x" * 91 + "-" + sha256(b"x" * 300).hexdigest()[:8]
    assert clean("x" * 100) == "x" * 100


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_no_device_of_windows_is_a_name(name: str) -> None:
    assert clean(name.upper()) == f"{name.upper()}-map"
    assert clean(f"{name}.x.y") == f"{name}-map"


@given(TEXTS)
def test_a_name_is_one_for_every_system(text: str) -> None:
    name = clean(text)
    assert name
    assert name.isprintable()
    assert not set(name) & set('<>:"/\\|?*')
    assert name[0] not in "-. " and name[-1] not in ". "
    assert name.partition(".")[0].casefold() not in RESERVED
    assert len(name.encode()) <= 110
    assert clean(name) == name


FILES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["a", "A", "b\n", "b\r", "é", "e\u0301"]), max_size=2),
        st.sampled_from(["x", "X", "y\n", "y\r", "é", "e\u0301", "CON", "x-2", "k" * 240]),
        st.sampled_from([".journey.yaml", ".journey.yml", ".yaml", ".yml"]),
    ),
    min_size=1,
    unique_by=repr,
).map(lambda parts: [Path("/w", *folders, stem + suffix) for folders, stem, suffix in parts])


def key(name: object) -> str:
    return unicodedata.normalize("NFC", str(name)).casefold()


@given(FILES)
def test_no_two_pictures_are_one_file(files: list[Path]) -> None:
    names = {file: Path(f"{name}.map.svg") for file, name in name_pictures(files).items()}
    assert list(names) == files
    assert len({key(name) for name in names.values()}) == len(files)
    for name in names.values():
        assert not name.is_absolute() and ".." not in name.parts


PATHS = ("coat.yaml", "index.yaml", "a/coat.yaml", "a.coat.yaml", "k" * 300, "nul", "A/Coat.yml")


@given(FILES, st.permutations(PATHS))
def test_no_two_pages_are_one_file(files: list[Path], paths: list[str]) -> None:
    named = dict(zip(files, paths, strict=False))
    pages = name_pages(named)
    assert len({key(page) for page in pages.values()}) == len(named)
    assert "index.html" not in pages.values()
    assert all(Path(page).name == page and len(page) < 130 for page in pages.values())


def test_maps_of_one_name_keep_their_folders() -> None:
    files = [Path("/w/a/coat.journey.yaml"), Path("/w/b/coat.journey.yml"), Path("/w/x.yaml")]
    assert [*name_pictures(files).values()] == ["a/coat", "b/coat", "x"]
    files = [Path("/w/coat.journey.yaml"), Path("/w/coat.journey.yml"), Path("/w/COAT.yaml")]
    assert [*name_pictures(files).values()] == ["coat", "coat-2", "COAT-3"]
