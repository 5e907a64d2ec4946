"""Brings the catalogues up to date: extracts what the code says, merges, compiles.

`make messages` runs it. With JSON files as arguments (message id → translation, or a list of
[one, other]), their translations are entered into the Spanish catalogue first.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cjmap.rules import all_rules
from cjmap.rules.base import as_template

# Stands in the compiled catalogue for the day of its making: the same messages give the same bytes.
_NO_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cjmap"
KEYWORDS = {"tr": None, "ntr": (1, 2), "hint": None}


def extract() -> Catalog:
    """Every message of the code and every paragraph of the rules' pages.

    No line numbers: they would change with every edit.
    """
    catalog = Catalog(project="cjmap", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python"), ("**/templates/**.j2", "jinja2.ext:babel_extract")],
        keywords=KEYWORDS,
        strip_comment_tags=True,
    )
    for name, _line, message, _comments, _context in found:
        if message:
            catalog.add(message, locations=[(Path(name).as_posix(), 0)])
    for rule in all_rules():
        for paragraph in rule.page.paragraphs():
            catalog.add(as_template(paragraph), locations=[(f"rules/{rule.code}", 0)])
    return catalog


def enter(catalog: Catalog, files: list[Path]) -> None:
    """Enters translations that stand in JSON files."""
    for file in files:
        for message, translation in json.loads(file.read_text("utf-8")).items():
            entry = catalog.get(message)
            if entry is None:
                print(f"{file.name}: no such message: {message!r}")
                continue
            entry.string = tuple(translation) if isinstance(translation, list) else translation


def update(language: str, files: list[Path]) -> list[str]:
    """Merges, enters, writes both files; returns the messages that have no translation."""
    folder = PACKAGE / "messages" / "locales" / language / "LC_MESSAGES"
    po = folder / "cjmap.po"
    template = extract()
    catalog = (
        read_po(io.BytesIO(po.read_bytes()), locale=language)
        if po.exists()
        else Catalog(locale=language, project="cjmap", charset="utf-8", fuzzy=False)
    )
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    enter(catalog, files)
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, no_location=True, omit_header=False, width=100)
    text = buffer.getvalue().decode("utf-8")
    # A header without days: the same messages give the same bytes.
    lines = [
        line
        for line in text.splitlines()
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', "# "))
        and line != "#"
    ]
    folder.mkdir(parents=True, exist_ok=True)
    po.write_text("\n".join(lines).strip() + "\n", "utf-8")
    compiled = io.BytesIO()
    undated = read_po(io.BytesIO(po.read_bytes()), locale=language)
    undated.creation_date = undated.revision_date = _NO_DAY
    write_mo(compiled, undated)
    (folder / "cjmap.mo").write_bytes(compiled.getvalue())
    return [
        str(message.id)
        for message in catalog
        if message.id
        and not (
            all(message.string) if isinstance(message.string, tuple | list) else message.string
        )
    ]


def main() -> None:
    missing = update("es", [Path(argument) for argument in sys.argv[1:]])
    for message in missing:
        print(f"untranslated: {message}")
    print(f"{len(missing)} messages have no Spanish yet")


if __name__ == "__main__":
    main()
