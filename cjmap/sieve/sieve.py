"""The one way in: the text of a map → what is to be known of a clean one, or nothing.

What a map says of itself is judged here. What hangs on other files and on settings is handed on
in its `Sight`, which `cjmap.sieve.neighbours` holds against them.
"""

from __future__ import annotations

from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.sieve.checks import Checks
from cjmap.sieve.events import read
from cjmap.sieve.figures import are_figures_sound
from cjmap.sieve.sight import Sight, look
from cjmap.text.limits import Limits
from cjmap.vocabulary.maps import MapKind

# The keys of which a map has one at least.
_MAP_KEYS = frozenset(("cjmap", "title", "personas"))


class Sieve:
    """Reads one map after the other; not for several threads at once."""

    def __init__(self) -> None:
        self._checks = Checks()

    def sift(self, text: str, limits: Limits, *, library: bool = False) -> Sight | None:
        """What a map leaves open that has nothing wrong in itself; None for a closer look.

        `library` says that the file's name makes it a library.
        """
        data = read(text, limits)
        if data is None or not data.keys() & _MAP_KEYS:
            return None
        library = library or data.get("kind") == MapKind.LIBRARY
        if not self._checks.passes(data, library=library):
            return None
        if not (library or data.get("stages")) or not are_figures_sound(data, self._checks):
            return None
        if self._checks.levels or self._checks.feelings:
            # The words of feelings are imported for the maps that have some.
            from cjmap.sieve.feelings import are_feelings, are_levels

            language = str(data.get("language") or DEFAULT_LANGUAGE)
            if not are_levels(self._checks.levels):
                return None
            if not are_feelings(self._checks.feelings, language):
                return None
        return look(data, self._checks, library=library)
