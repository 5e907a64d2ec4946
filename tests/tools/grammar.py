"""`make grammar`: writes the tables that the sieve goes by, from the models.

Run from the project's root: `python -m tests.tools.grammar`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cjmap.model.grammar import grammar

FILE = Path(__file__).parents[2] / "cjmap" / "sieve" / "grammar.py"
HEAD = '''"""What a map may hold, model by model; made from the models by `make grammar`.

A model is a triple: its keys with the forms of what they hold, the keys that it needs, and the
key that a text alone stands for. `cjmap.model.grammar` tells what a form is.
"""

from __future__ import annotations

from typing import Any, Final

'''


def text() -> str:
    """The file as it should be."""
    written = f"{HEAD}MODELS: Final[dict[str, tuple[dict[str, Any], tuple[str, ...], str | None]]] = {grammar()!r}\n"
    ruff = Path(sys.executable).parent / "ruff"
    command = [str(ruff), "format", "--stdin-filename", str(FILE), "-"]
    done = subprocess.run(
        command, input=written, capture_output=True, text=True, check=True, cwd=FILE.parents[2]
    )
    return str(done.stdout)


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
