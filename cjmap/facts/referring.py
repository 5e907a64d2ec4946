"""Where a map refers to its own things: each reference with its path."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.things import Things
from cjmap.findings import Path, numbered
from cjmap.model.journey import Journey

# --- where references stand ----------------------------------------------------------------------


def is_key(path: Path) -> bool:
    """Whether a reference is a key (of `emotions`, of `lanes`) rather than a value."""
    return len(path) > 1 and path[-2] in ("emotions", "lanes") and isinstance(path[-1], str)


def next_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every `next`."""
    for item, touchpoint in things.touchpoints:
        for number, entry in enumerate(touchpoint.next):
            yield (*item.path, "next", number, "to"), entry.to


def from_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every `from` that names a stage or touchpoint."""
    for item, metric in things.metrics:
        if metric.from_ is not None:
            yield (*item.path, "from"), metric.from_
    for number, link in enumerate(things.journey.links):
        if link.from_ is not None:
            yield ("links", number, "from"), link.from_


def pain_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every pain that an opportunity names."""
    for item, opportunity in things.opportunities:
        yield from numbered((*item.path, "pains"), opportunity.pains)


def lane_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every lane of the user's own that is filled in somewhere."""
    for path, _, owner in things.owners:
        if not isinstance(owner, Journey):
            for reference in owner.lanes:
                yield (*path, "lanes", reference), reference


def opportunity_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every opportunity that an outcome names."""
    for number, outcome in enumerate(things.journey.outcomes):
        yield from numbered(("outcomes", number, "opportunities"), outcome.opportunities)


def channel_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every place that names a channel."""
    for number, persona in enumerate(things.journey.personas):
        yield from numbered(("personas", number, "channels"), persona.channels)
    for item, touchpoint in things.touchpoints:
        yield from numbered((*item.path, "channel"), touchpoint.channel)
        for number, automation in enumerate(touchpoint.automation):
            if automation.channel is not None:
                yield (*item.path, "automation", number, "channel"), automation.channel
