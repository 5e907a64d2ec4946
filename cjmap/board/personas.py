"""Which personas a picture shows."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.facts.facts import Facts
from cjmap.facts.index import Item
from cjmap.messages import join, tr
from cjmap.project.workspace import UsageError


def choose_personas(facts: Facts, wanted: Sequence[str]) -> tuple[Item, ...]:
    """The personas that are named by id or name, in the map's order; nobody named: everyone.

    Raises UsageError for one that the map does not have.
    """
    everyone = facts.cast.personas
    found = []
    for reference in wanted:
        item = facts.index.resolve("persona", reference)
        if item is None:
            raise UsageError(
                tr(
                    "No persona “{name}” in this map. It has: {known}.",
                    name=reference,
                    known=join(facts.index.vocabulary("persona")),
                )
            )
        found.append(item)
    return tuple(item for item in everyone if item in found) if wanted else everyone
