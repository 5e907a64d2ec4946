"""A form is told by suffix or content, and what tables lack is asked for."""

from __future__ import annotations

import pytest

from cjmap.convert.drafts import Fate, Given
from cjmap.convert.forms import form_of
from cjmap.convert.sheets import read_csv, read_tsv, read_xlsx
from cjmap.findings.usage import UsageError

TABLE = "Stage,Touchpoint,Wow\nBuy,Shop,Too slow\n"


def test_a_table_without_anybody_asks_who_it_is() -> None:
    (draft,) = read_csv(Given(TABLE.encode(), "shop.csv")).drafts
    assert draft.values["personas"] == []
    missing = {one.path for one in draft.remarks if one.fate is Fate.MISSING}
    assert missing == {("personas",), ("title",)}


def test_tabs_part_cells_where_that_is_said() -> None:
    (draft,) = read_tsv(Given(TABLE.replace(",", "\t").encode(), "shop.tsv")).drafts
    assert draft.values["stages"][0]["name"] == "Buy"  # type: ignore[index,call-overload]


def test_what_holds_no_journey_is_refused() -> None:
    with pytest.raises(UsageError, match="holds no journey"):
        read_csv(Given(b"1,2\n3,4\n", "a.csv"))
    with pytest.raises(UsageError):
        read_xlsx(Given(b"PK\x03\x04 nothing", "a.xlsx"))


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"", "A.MMD", "mermaid"),
        (b"journey\n title A\n", "-", "mermaid"),
        (b"\xef\xbb\xbf%% x\njourney\n", "-", "mermaid"),
        (b"# A\n\n```mermaid\njourney\n```\n", "-", "markdown"),
        (b"| a | b |\n|---|---|\n", "-", "markdown"),
        (b'<?xml version="1.0"?>\n<CJML>', "-", "cjml"),
        (b' {"title": 1}', "-", "json"),
        (b"title: A\nstages: []\n", "-", "yaml"),
        (b"Stage;Touchpoint\nBuy;Shop\n", "-", "csv"),
        (b"PK\x03\x04", "-", "xlsx"),
    ],
)
def test_a_form_is_told_by_its_suffix_or_by_what_it_holds(
    data: bytes, name: str, form: str
) -> None:
    assert form_of(data, name).name == form


def test_a_sheet_of_another_program_is_told_to_be_saved_as_one_that_is_read() -> None:
    flat = b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
    for data in (flat, b"PK\x03\x04"):
        assert form_of(data, "map.ods").name == "xlsx"
