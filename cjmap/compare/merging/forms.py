"""What a place of a map may hold, as far as joining asks: what a text stands for, what a list is."""

from __future__ import annotations

from typing import Any, Final

from cjmap.formatting.shapes import SENTENCES
from cjmap.records import dataclass
from cjmap.sieve.grammar import MODELS

# Lists whose order says nothing.
_UNORDERED: Final = frozenset(
    "channel channels devices evidence feedback opportunities pains personas surveys tags".split()
)
_KINDS: Final = frozenset(("list", "many"))
_ENDED: Final = 2


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of a place: its key and what the grammar says; None where it knows nothing."""

    key: str = ""
    grammar: Any = None

    def of(self, step: str | None) -> Form:
        """What is known of a key of it, or of an item (None)."""
        form = self.grammar
        if form is None:
            return NOTHING
        if form[0] in _KINDS:
            return Form(self.key, form[1]) if step is None else Form(self.key, form[1]).of(step)
        if step is None:
            return NOTHING
        if form[0] == "model":
            return Form(step, MODELS[form[1]][0].get(step))
        return Form(step, form[1]) if form[0] == "dict" else NOTHING

    @property
    def shorthand(self) -> str | None:
        """The key that a text alone stands for."""
        form = self.grammar
        if form is not None and form[0] in _KINDS:
            form = form[1]
        return MODELS[form[1]][2] if form is not None and form[0] == "model" else None

    @property
    def may_stand_alone(self) -> bool:
        """Whether one item may stand here without its list."""
        return self.grammar is not None and self.grammar[0] == "many"

    @property
    def is_whole(self) -> bool:
        """Whether it is a list of so and so many, such as a scale, whose items mean nothing alone."""
        form = self.grammar
        return form is not None and form[0] in _KINDS and len(form) > _ENDED

    @property
    def is_prose(self) -> bool:
        """Whether its items are sentences, or things: what is not the same may be a new wording."""
        form = self.grammar
        if form is None or form[0] not in _KINDS:
            return True
        return form[1][0] == "model" or self.key in SENTENCES

    @property
    def is_ordered(self) -> bool:
        """Whether the order of its items says something."""
        form = self.grammar
        return self.key not in _UNORDERED or (form is not None and form[0] == "model")


NOTHING: Final = Form()
JOURNEY: Final = Form("", ("model", "Journey"))
