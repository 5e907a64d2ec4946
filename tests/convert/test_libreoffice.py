"""What is written opens in LibreOffice, and what LibreOffice saves of it comes back. Skipped without it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cjmap.convert.drafts import Fate, Given
from cjmap.convert.sheets import read_csv, read_xlsx, write_csv, write_pptx, write_xlsx
from tests.convert.test_sheets import EXAMPLES, MAPS, original, plain

COAT = EXAMPLES / "minimal" / "buy-a-coat.journey.yaml"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


class Office:
    """LibreOffice with a profile of its own: two of them at a time wait for each other's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save_as(
        self, form: str, files: list[Path], *, part: str, opened_as: str | None = None
    ) -> list[Path]:
        """Opens files with a part of it (a library of its program), and saves them in another form."""
        program = shutil.which("soffice")
        if program is None or not (Path(program).resolve().parent / part).exists():
            pytest.skip("this part of LibreOffice is not installed")
        out = self._folder / "saved"
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        reader = [f"--infilter={opened_as}"] if opened_as is not None else []
        called = subprocess.run(
            [
                program,
                profile,
                "--headless",
                *reader,
                "--convert-to",
                form,
                "--outdir",
                out,
                *files,
            ],
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        saved = [out / f"{file.stem}.{form}" for file in files]
        assert all(file.exists() for file in saved), called.stderr
        return saved


SHEETS = "libsclo.so"
SLIDES = "libsdlo.so"


def test_workbooks_that_it_saves_say_all_that_the_map_says(office: Office, tmp_path: Path) -> None:
    originals = [original(file) for file in MAPS]
    files = [tmp_path / f"map-{number}.xlsx" for number in range(len(MAPS))]
    for file, one in zip(files, originals, strict=True):
        file.write_bytes(write_xlsx([one]))
    for file, saved in zip(files, office.save_as("xlsx", files, part=SHEETS), strict=True):
        before = read_xlsx(Given(file.read_bytes(), "map.xlsx"))
        after = read_xlsx(Given(saved.read_bytes(), "map.xlsx"))
        assert plain(after.drafts[0].values) == plain(before.drafts[0].values)
        # Nothing is told of what it adds, such as drawings without a picture.
        assert not [
            one for one in (*after.remarks, *after.drafts[0].remarks) if one.fate is Fate.UNKNOWN
        ]


# Comma, double quotes, and UTF-8 or what it takes when nobody says: Windows-1252.
@pytest.mark.parametrize("opened_as", ["CSV:44,34,76,1", None], ids=["as-utf-8", "unasked"])
def test_tables_that_it_saves_say_what_they_said(
    opened_as: str | None, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "map.csv"
    file.write_text(write_csv([original(COAT)]), encoding="utf-8")
    (book,) = office.save_as("xlsx", [file], part=SHEETS, opened_as=opened_as)
    (draft,) = read_csv(Given(file.read_bytes(), "map.csv")).drafts
    (saved,) = read_xlsx(Given(book.read_bytes(), "map.xlsx")).drafts
    assert saved.values["stages"] == draft.values["stages"]


@pytest.mark.parametrize(
    ("write", "suffix", "part"),
    [(write_xlsx, "xlsx", SHEETS), (write_pptx, "pptx", SLIDES)],
    ids=["sheets", "slides"],
)
def test_it_prints_what_is_written(
    write: object, suffix: str, part: str, office: Office, tmp_path: Path
) -> None:
    assert callable(write)
    file = tmp_path / f"map.{suffix}"
    file.write_bytes(write([original(COAT)]))
    (printed,) = office.save_as("pdf", [file], part=part)
    assert printed.read_bytes().startswith(b"%PDF")
