"""Maps made for tests of pictures: a text or a mapping becomes facts, without a file."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

from cjmap.analysis.facts import Facts
from cjmap.loader import load_text
from cjmap.source import Source
from cjmap.workspace import Settings, Workspace

TODAY = datetime.date(2026, 11, 21)


def facts_of(map: str | dict[str, Any], *, settings: Settings | None = None) -> Facts:
    """The facts of a map; a mapping is written as JSON, which is YAML too."""
    text = map if isinstance(map, str) else _write(map)
    file = Path("/maps/coat.journey.yaml")
    document = load_text(Source(file.name, text), file)
    assert document.journey is not None, document.problems
    assert document.index is not None
    assert not document.problems, document.problems
    workspace = Workspace(file.parent, settings or Settings())
    return Facts(document.journey, document.index, file, workspace, TODAY)


def _write(map: dict[str, Any]) -> str:
    """A mapping as JSON, with references for what YAML does not let stand as it is."""
    bare = re.compile(
        "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    )
    return bare.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(map, ensure_ascii=False))
