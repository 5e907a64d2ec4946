"""Drafts as they are written: keys in their order, one text where a thing has nothing else."""

from __future__ import annotations

from typing import Any, Final

# In which order keys are written, wherever they stand.
_RANKS: Final = {
    key: number
    for number, key in enumerate(
        (
            "cjmap title name type text id kind phase role age language state status organization version "
            "tags updated review_by bio description channel initiator scenario goal start end expectations "
            "emotion_scale lifecycle score label personas does thoughts expects quote emotion emotions "
            "moment_of_truth channels evidence severity frequency effect cause customer_value business_value "
            "effort ticket due done value unit n date target direction pains gains opportunities metrics owner "
            "duration wait success frontstage backstage support physical_evidence feedback lanes"
        ).split()
    )
}
_LAST: Final = ("stages", "touchpoints")


def shorten(value: Any) -> Any:
    """The same with one text where a thing has nothing else, and one item where a list has no more."""
    if isinstance(value, dict):
        ordered = sorted(value, key=lambda key: (key in _LAST, _RANKS.get(key, len(_RANKS))))
        return {key: _shorten(key, value[key]) for key in ordered}
    return value


_ALONE: Final = frozenset("channel quote next feedback".split())
# What the user's own words are keys of.
_BY_NAME: Final = frozenset(("lanes", "emotions", "traits"))
_TEXT_OF: Final = {
    "thoughts": "text",
    "quote": "text",
    "pains": "text",
    "gains": "text",
    "opportunities": "text",
    "personas": "name",
    "evidence": "title",
    "lanes": "name",
}


def _shorten(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return shorten(value) if key not in _BY_NAME else value
    if not isinstance(value, list):
        return value
    text = _TEXT_OF.get(key, "")
    items = [
        one[text] if isinstance(one, dict) and list(one) == [text] else shorten(one)
        for one in value
    ]
    return items[0] if key in _ALONE and len(items) == 1 else items
