"""Who answers for what, and what of it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cjmap.board.assessment import Owned, Owner
from cjmap.messages import Message, ntr, tr
from cjmap.reports.blocks.blocks import Entry, Items, Section, Tone
from cjmap.reports.gaps.sheet import Request, Sheet
from cjmap.vocabulary.maps import Thing

_KINDS: Mapping[str, Message] = {
    Thing.STAGE: tr("Stage"),
    Thing.TOUCHPOINT: tr("Touchpoint"),
    Thing.PAIN: tr("Pain"),
    Thing.OPPORTUNITY: tr("Opportunity"),
    Thing.METRIC: tr("Metric"),
}


def list_owners(request: Request, sheet: Sheet) -> Iterator[Section]:
    """What is each owner's, with what it lacks; last what is nobody's."""
    for owner in sheet.assessment.owners:
        entries = tuple(_tell(request, sheet, owned) for owned in owner.things)
        title = owner.name or request.say(tr("Nobody's"))
        yield Section(title, (Items(entries),), note=request.say(_sum_up(owner)))


def _sum_up(owner: Owner) -> Message:
    return ntr(
        "{n} in all; {lacking} of them with something missing.",
        "{n} in all; {lacking} of them with something missing.",
        len(owner.things),
        lacking=sum(bool(owned.lacks) for owned in owner.things),
    )


def _tell(request: Request, sheet: Sheet, owned: Owned) -> Entry:
    text = request.label(request.say(_KINDS[owned.kind]), owned.name)
    if owned.stage and owned.kind != Thing.STAGE:
        text = f"{text} ({owned.stage})"
    tone, mark = (Tone.FAIR, "◐") if owned.lacks else (Tone.GOOD, "✓")
    return Entry(text, tone, mark, request.tell_place(sheet, owned.path), owned.lacks)
