"""What is written, other readers of YAML take for the same: each sign at each place, in each kind."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any, Final

import pytest
import yaml

from cjmap.text.emitting import flow, single, written_key

# Not ours, which is laxer, but those as they come: yaml.safe_load is the second of them.
LOADERS: Final[Mapping[str, Any]] = {"pure": yaml.BaseLoader} | (
    {"libyaml": yaml.CBaseLoader} if hasattr(yaml, "CBaseLoader") else {}
)
SIGNS: Final = "a :?#,-\"'!&*|%@=<~.[}\\1>"
TEXTS: Final = (
    *("".join(signs) for n in (1, 2) for signs in itertools.product(SIGNS, repeat=n)),
    *(f"a{one}{two}a" for one, two in itertools.product(SIGNS, repeat=2)),
    *("Is this all?", "https://example.org/?a=b&c=d#e", "what?:", "-?", "a ? b"),
)


def placed(text: str) -> list[tuple[str, object]]:
    """A text as it is written at each kind of place, and what a document of it is read as."""
    return [
        (flow([text, "z"]), [text, "z"]),
        (flow({"k": text, "l": "z"}), {"k": text, "l": "z"}),
        (flow({text: "v", "z": "w"}), {text: "v", "z": "w"}),
        (f"k: {single(text, flow=False)}\nl: z\n", {"k": text, "l": "z"}),
        (f"- {single(text, flow=False)}\n- z\n", [text, "z"]),
        (f"{written_key(text, flow=False)}: v\nz: w\n", {text: "v", "z": "w"}),
    ]


@pytest.mark.parametrize("loader", LOADERS)
def test_a_text_is_read_as_itself_wherever_it_stands(loader: str) -> None:
    wrong = []
    for written, said in itertools.chain.from_iterable(map(placed, TEXTS)):
        try:
            told = yaml.load(written, LOADERS[loader])
        except yaml.YAMLError as error:
            told = error
        if told != said:
            wrong.append((written, told))
    assert not wrong, (len(wrong), wrong[:9])
