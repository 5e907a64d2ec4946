"""Lists in which a word stands for nothing, where an empty list says that there is none."""

from __future__ import annotations

from typing import Final

from cjmap.text.slugs import slug

DENIABLE: Final = frozenset(
    ("pains", "gains", "opportunities", "thoughts", "expectations", "expects")
)
"""The keys of lists of which an empty one says that somebody looked."""

# What every language has for `none` of an emotion, as slugs, in one place: it is asked of nearly
# every map, for which no language need be read. A test holds it against them.
WORDS: Final = frozenset(
    """
    none not-applicable n-a does-not-apply ninguna ninguno ningun no-aplica no-procede sin-emocion
    keine keines keins keiner keinerlei entfallt trifft-nicht-zu nicht-zutreffend aucune aucun neant
    sans-objet non-applicable s-o nenhuma nenhum nao-se-aplica nao-aplicavel nessuna nessuno nessun
    non-applicabile non-si-applica geen niet-van-toepassing nvt n-v-t brak zadna zadne zaden
    nie-dotyczy n-d なし 無し 該当なし 対象外 无 没有 不適用 不适用 無 沒有 لا-شيء لا-يوجد لا-ينطبق
    لا-تنطبق
    """.split()
)
_LONGEST: Final = max(map(len, WORDS))


def denial(value: object) -> str | None:
    """The word for nothing, in any language, that a list holds alone or that stands in its place."""
    alone = value[0] if isinstance(value, list) and len(value) == 1 else value
    if not isinstance(alone, str) or len(alone) > _LONGEST or slug(alone) not in WORDS:
        return None
    return alone
