"""What a cell of the map owes its reader."""

from __future__ import annotations

from cjmap.board.board import Gap
from cjmap.board.cut import Cut
from cjmap.facts.cells import PROMPT, name_lack
from cjmap.messages import Message, tr
from cjmap.vocabulary.coverage import Dimension

# What is the personas' own: where none of those who are read for takes part, none of it is due.
_PERSONAL = frozenset(
    (
        Dimension.TOUCHPOINTS,
        Dimension.DOES,
        Dimension.THOUGHTS,
        Dimension.EXPECTATIONS,
        Dimension.EMOTIONS,
    )
)


def find_gap(cut: Cut, stage: int, dimension: Dimension, code: str | None) -> Gap | None:
    """What a stage (from 0) lacks in a dimension; None where nobody asks for more.

    It is asked for where the dimension is required, or where the rule `code` names the stage: a
    rule that the workspace ignores is ignored here too.
    """
    if stage in cut.absent and dimension in _PERSONAL:
        return None
    coverage = cut.subject.coverage
    finding = cut.found.get((code, stage)) if code else None
    if finding is None and dimension not in coverage.required:
        return None
    cell = coverage.stages[stage].cells[dimension]
    lacks = cell.lacks
    if cell.without and not cut.everybody:
        # What others lack is nothing to those who are read for.
        left = [persona for persona in cell.without if persona in cut.personas]
        lacks = name_lack(dimension, left) if left else None
    if lacks is None:
        return None
    words = tell_lack(cut, dimension, lacks)
    named = code if finding is not None and cut.subject.settings.render.codes else None
    return Gap(words[:1].upper() + words[1:], named or "", finding)


def tell_lack(cut: Cut, dimension: Dimension, lacks: Message) -> str:
    """What a cell lacks, in the same words wherever its reader meets it."""
    unseen = dimension is Dimension.PAINS and lacks != PROMPT
    return cut.say(tr("not looked at") if unseen else lacks)
