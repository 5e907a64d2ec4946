"""Maps and settings are read in one place; whatever else opens a file is listed here."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "cjmap"
OPENERS = {
    "project/disk.py": "maps, libraries, settings and what git ignores: the one place",
    "check/store.py": "what earlier runs have found, in the folder of the user's cache",
    "cli/console.py": "nowhere, for streams that are closed or that nobody reads any more",
    "cli/writing.py": "results, written whole or not at all",
    "messages/__init__.py": "catalogues of translations, part of the package",
    "languages/conventions.py": "how languages write figures, part of the package",
    "convert/workbook_parts.py": "the parts of a workbook, in memory",
    "languages/heads.py": "words for the heads of tables, part of the package",
    "languages/keys.py": "words for the keys of maps, part of the package",
    "languages/words.py": "the reader's words, part of the package",
    "draw/fonts/widths.py": "the fonts of pictures, part of the package",
    "draw/hyphens.py": "how words part, part of a package of its own",
    "draw/paper.py": "the pages of a document on their way, in a folder that is gone afterwards",
    "preview/server.py": "the page of a preview, part of the package",
    "scaffold/sample.py": "a template, part of the package",
    "scaffold/origin.py": "what an installer wrote down of the package",
    "scaffold/__init__.py": "templates, part of the package; settings of other tools to add to",
}
# Methods of pathlib and functions of the library that open what a path names.
_OPENING = set(
    "open fdopen mkstemp read_text read_bytes write_text write_bytes translation".split()
)


def opens(module: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "open")
            or (isinstance(node.func, ast.Attribute) and node.func.attr in _OPENING)
        )
        for node in ast.walk(module)
    )


def test_no_file_is_opened_but_where_it_is_said() -> None:
    found = {
        file.relative_to(ROOT).as_posix()
        for file in ROOT.rglob("*.py")
        if opens(ast.parse(file.read_text("utf-8")))
    }
    assert found == set(OPENERS)
