"""Brings the catalogues up to date: extracts what the code says, merges, compiles.

There are three. The *reader's words* are what stands on maps, pages and tables: they follow the
map's language and exist in every language that ships. The *tool's messages* follow `--lang`, and
so do the *pages* of rules and of the reference, which few runs need.
Which a message is, is told by the room that says it (`READER`, `TOOL`), or by a comment
`# Tool: why` right above one that a reader's room says to whoever runs it.

`make messages` runs it. With `LANGUAGE FILE.json` as arguments (message id → translation, or a
list of plural forms), these translations are entered first.
"""

from __future__ import annotations

import copy
import datetime
import io
import json
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cjmap.languages.known import CODES
from cjmap.messages import DEFAULT_LANGUAGE, LANGUAGES
from cjmap.reference.keys import texts
from cjmap.reference.topics import topic_texts
from cjmap.rules import all_rules
from cjmap.rules.base import as_template
from cjmap.text.slugs import slug

# Stands in the compiled catalogue for the day of its making: the same messages give the same bytes.
_NO_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cjmap"
KEYWORDS = {"tr": None, "ntr": (1, 2), "hint": None}
# The rooms that speak to a map's reader, and what in them speaks to whoever runs the tool.
READER = (
    *("board/", "views/", "reports/", "vocabulary/", "languages/", "facts/", "findings/"),
    "messages/",
)
TOOL = (
    *("reports/blocks/", "reports/changes/", "reports/gaps/", "reports/history/"),
    "reports/measured/",
    *("reports/sandbox.py", "reports/templating.py"),
    *("views/catalogue.py", "vocabulary/settings.py", "vocabulary/data.py"),
)
_TOOL_COMMENT = "Tool:"
# As gettext's manual has them; CLDR knows one more in some, for whole millions.
_TWO = "nplurals=2; plural=(n != 1);"
_NONE_IS_ONE = "nplurals=2; plural=(n > 1);"
_ONE_FORM = "nplurals=1; plural=0;"
PLURALS = {
    "es": _TWO,
    "de": _TWO,
    "it": _TWO,
    "nl": _TWO,
    "fr": _NONE_IS_ONE,
    "pt": _NONE_IS_ONE,
    "ja": _ONE_FORM,
    "zh": _ONE_FORM,
    "pl": ("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"),
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
}
_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: cjmap VERSION\\n"
"Language: {1}\\n"
"Plural-Forms: {0}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
# Each catalogue and the languages that it is in; English needs none.
CATALOGUES = {"reader": CODES[1:], "cjmap": LANGUAGES[1:], "pages": LANGUAGES[1:]}


def extract(domain: str) -> Catalog:
    """Every message of a catalogue; to the tool's belong the summaries of rules.

    What reader and tool both say is the reader's. No line numbers: they would change with every edit.
    """
    catalog = Catalog(project="cjmap", charset="utf-8", fuzzy=False)
    if domain == "pages":
        for rule in all_rules():
            for paragraph in rule.page.paragraphs():
                catalog.add(paragraph, locations=[(f"rules/{rule.code}", 0)])
        for text in filter(None, (*texts(), *topic_texts())):
            catalog.add(text, locations=[("reference", 0)])
        return catalog
    found = list(
        extract_from_dir(
            PACKAGE,
            method_map=[("**.py", "python"), ("**/templates/**.j2", "jinja2.ext:babel_extract")],
            keywords=KEYWORDS,
            comment_tags=(_TOOL_COMMENT,),
            strip_comment_tags=True,
        )
    )
    words = {
        message
        for name, _line, message, comments, _context in found
        if not comments and is_readers(Path(name).as_posix())
    }
    for name, _line, message, _comments, _context in found:
        if message and (message in words) == (domain == "reader"):
            catalog.add(message, locations=[(Path(name).as_posix(), 0)])
    for rule in all_rules() if domain == "cjmap" else ():
        catalog.add(as_template(rule.page.summary), locations=[(f"rules/{rule.code}", 0)])
    return catalog


def is_readers(file: str) -> bool:
    """Whether a file of the package, by its path in it, speaks to a map's reader."""
    return file.startswith(READER) and not file.startswith(TOOL)


def folder_of(language: str) -> Path:
    """Where the catalogues of a language are."""
    return PACKAGE / "messages" / "locales" / language / "LC_MESSAGES"


def read(domain: str, language: str) -> Catalog:
    """A catalogue as it is written down."""
    po = folder_of(language) / f"{domain}.po"
    written = po.read_text("utf-8") if po.exists() else _HEADER.format(PLURALS[language], language)
    return read_po(io.BytesIO(written.encode()), locale=language)


def enter(catalog: Catalog, file: Path) -> None:
    """Enters the translations that stand in a JSON file, as far as they are this catalogue's."""
    for message, translation in json.loads(file.read_text("utf-8")).items():
        entry = catalog.get(message)
        if entry is not None:
            entry.string = tuple(translation) if isinstance(translation, list) else translation


def update(domain: str, language: str, template: Catalog, file: Path | None) -> list[str]:
    """Merges, enters, writes both files; returns the messages that have no translation."""
    catalog = read(domain, language)
    # A copy: what is new in a catalogue is the template's own entry.
    catalog.update(copy.deepcopy(template), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    if file is not None:
        enter(catalog, file)
    _write(catalog, folder_of(language) / f"{domain}.po", language)
    return [str(message.id) for message in catalog if message.id and not is_whole(message.string)]


def is_whole(string: str | list[str] | tuple[str, ...] | None) -> bool:
    """Whether a translation is there, in each of its plural forms."""
    return bool(string) if isinstance(string, str | None) else all(string)


def _write(catalog: Catalog, po: Path, language: str) -> None:
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
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text("\n".join(lines).strip() + "\n", "utf-8")
    compiled = io.BytesIO()
    undated = read_po(io.BytesIO(po.read_bytes()), locale=language)
    undated.creation_date = undated.revision_date = _NO_DAY
    write_mo(compiled, undated)
    po.with_suffix(".mo").write_bytes(compiled.getvalue())


WORDS = PACKAGE / "languages" / "data" / "words.json"


def list_words(template: Catalog) -> str:
    """The table of the reader's words by their ids.

    An id is made of the English; of two that differ in capitals the one that begins with none
    ends in `-lower`.
    """
    ids = sorted((entry.id for entry in template if entry.id), key=lambda id: (*_forms(id), ""))
    taken: dict[str, tuple[str, ...]] = {}
    for forms in map(_forms, ids):
        name = slug(forms[0])
        taken[f"{name}-lower" if name in taken else name] = forms
    lines = [
        f"{json.dumps(name)}: {json.dumps(forms, ensure_ascii=False)}"
        for name, forms in sorted(taken.items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _forms(id: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (id,) if isinstance(id, str) else tuple(id)


def main(arguments: list[str]) -> None:
    given = dict(zip(arguments[::2], map(Path, arguments[1::2]), strict=True))
    for domain, languages in CATALOGUES.items():
        template = extract(domain)
        if domain == "reader":
            WORDS.write_text(list_words(template), "utf-8")
        for language in languages:
            missing = update(domain, language, template, given.get(language))
            for message in missing:
                print(f"{language}, untranslated: {message}")
            print(f"{domain}, {language}: {len(missing)} messages are not translated yet")
    assert DEFAULT_LANGUAGE not in given


if __name__ == "__main__":
    main(sys.argv[1:])
