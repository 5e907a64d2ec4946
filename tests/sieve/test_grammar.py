"""The tables of the sieve say what the models say."""

from __future__ import annotations

import typing
from typing import Any

from cjmap.loading.shape import class_at
from cjmap.model.element import Element
from cjmap.model.grammar import grammar
from cjmap.model.journey import Journey
from cjmap.sieve.checks import NAMED, REFERENCES
from cjmap.sieve.grammar import MODELS


def test_the_tables_are_those_of_the_models() -> None:
    assert grammar() == MODELS, "run `make grammar`"


def test_every_thing_with_an_id_is_known() -> None:
    with_ids = {name for name, (fields, _, _) in MODELS.items() if "id" in fields}
    # A map's own id refers to nothing in it, and metrics are told apart where they stand.
    assert with_ids - {"Journey", "Metric"} == set(NAMED)
    for model, (_, name) in NAMED.items():
        assert name in MODELS[model][1], "what it is called by is needed"


def test_what_refers_to_things_stands_in_the_models() -> None:
    for model, key in REFERENCES:
        assert key in MODELS[model][0], (model, key)


def _models(root: type[Element], found: dict[str, type[Element]]) -> dict[str, type[Element]]:
    found[root.__name__] = root
    for info in root.model_fields.values():
        waiting: list[Any] = [info.annotation]
        while waiting:
            part = waiting.pop()
            waiting += typing.get_args(part)
            if isinstance(part, type) and issubclass(part, Element) and part.__name__ not in found:
                _models(part, found)
    return found


def test_no_key_that_refers_to_things_is_forgotten() -> None:
    """Where a key's own words say that it holds ids or names of things, the sieve looks them up."""
    assert class_at(()) is Journey
    for name, model in _models(Journey, {}).items():
        for field, info in model.model_fields.items():
            says = (info.description or "").lower()
            key = info.alias or field
            refers = says.startswith(("ids of", "the persona who")) or key in (
                "personas",
                "evidence",
                "pains",
                "opportunities",
                "channel",
                "channels",
            )
            texts = MODELS[name][0].get(key, ("",))[0] in ("text", "many")
            own = name == "Journey" or (name, key) == ("Touchpoint", "feedback")
            if refers and texts and not own:
                assert (name, key) in REFERENCES, (name, key)
