"""The title block of a map."""

from __future__ import annotations

from typing import Final

from cjmap.board.board import Heading, Labelled
from cjmap.board.cut import Cut
from cjmap.languages.quantities import format_date, format_list
from cjmap.messages import ntr, tr

SCOPE: Final = {
    "scenario": tr("Scenario"),
    "goal": tr("Goal"),
    "start": tr("Begins"),
    "end": tr("Ends"),
    "expectations": tr("Expects"),
}
"""What stands before what a map says of its frame, by the keys that say it."""


def read_heading(cut: Cut) -> Heading:
    journey = cut.subject.journey
    counts = [
        ntr("{n} persona", "{n} personas", len(cut.personas)),
        ntr("{n} stage", "{n} stages", len(cut.touchpoints)),
        ntr("{n} touchpoint", "{n} touchpoints", len(cut.numbers)),
    ]
    prompts = len(cut.subject.prompts)
    if prompts:
        counts.append(
            ntr("{n} text to replace, in brackets", "{n} texts to replace, in brackets", prompts)
        )
    scope = {
        "scenario": (journey.scenario,),
        "goal": (journey.goal,),
        "start": (journey.start,),
        "end": (journey.end,),
        "expectations": journey.expectations,
    }
    review = journey.review_by
    return Heading(
        journey.title,
        journey.organization or "",
        journey.kind,
        cut.say(journey.kind.label),
        journey.state,
        cut.say(journey.state.label),
        cut.say(journey.status.label) if journey.status else "",
        tuple(map(cut.say, counts)),
        format_date(journey.updated, cut.language) if journey.updated else "",
        format_date(review, cut.language) if review else "",
        review is not None and review < cut.subject.today,
        journey.owner or "",
        journey.version or "",
        journey.tags,
        journey.description or "",
        tuple(
            Labelled(cut.say(SCOPE[key]), said)
            for key, texts in scope.items()
            if (said := tuple(text for text in texts if text))
        ),
    )


def describe(cut: Cut, curve: str) -> str:
    """The map in words, for those who cannot see it; `curve` is what its curve tells."""
    journey = cut.subject.journey
    stages = format_list((item.name for item in cut.subject.index.items["stage"]), cut.language)
    kind = cut.say(journey.kind.label)
    said = (
        cut.say(tr("{kind} of {organization}.", kind=kind, organization=journey.organization))
        if journey.organization
        else f"{kind}.",
        cut.say(tr("Stages: {stages}.", stages=stages)) if stages else "",
        curve,
    )
    return " ".join(filter(None, said))
