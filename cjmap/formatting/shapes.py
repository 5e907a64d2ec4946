"""The order of keys and the spacing of a map, as its models have them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from cjmap.records import replace
from cjmap.sieve.grammar import MODELS
from cjmap.text.printing import ANY, Shape

# The keys whose lists hold sentences, beside those of things that a text may stand for.
SENTENCES: Final = frozenset(
    "behavioural demographic devices does expects expectations frustrations goals motivations "
    "needs physical_evidence psychographic texts".split()
)

# What is said of a stage as a whole would be lost below all that is said of its touchpoints.
_LAST: Final = frozenset(("touchpoints",))


@cache
def journey_shape() -> Shape:
    """What is known of a map as a whole: its parts stand apart, and so do its stages."""
    root = _model("Journey")
    fields, _, _ = MODELS["Journey"]
    keys = dict(root.keys or {})
    for key, form in fields.items():
        if _is_part(form):
            keys[key] = replace(keys[key], apart=True, spaced=key == "stages")
    return replace(root, keys=keys)


def _is_part(form: Any) -> bool:
    """Whether a key holds things, rather than words about the map."""
    return form[0] == "model" or (form[0] in ("list", "many") and form[1][0] == "model")


@cache
def _model(name: str) -> Shape:
    fields, _, _ = MODELS[name]
    ranks = {key: rank for rank, key in enumerate(fields)}
    for key in _LAST & fields.keys():
        ranks[key] = len(fields)
    return Shape(ranks, {key: _shape(key, form) for key, form in fields.items()})


def _shape(key: str, form: Any) -> Shape:
    """The shape of what a key holds; of what may stand alone that of the list and of its item."""
    kind = form[0]
    if kind == "model":
        return _model(form[1])
    if kind in ("list", "many"):
        inner = _shape(key, form[1])
        model = form[1][1] if form[1][0] == "model" else None
        prose = key in SENTENCES if model is None else MODELS[model][2] == "text"
        return replace(inner, each=inner, prose=prose)
    if kind == "dict":
        return Shape(each=_shape(key, form[1]))
    return ANY
