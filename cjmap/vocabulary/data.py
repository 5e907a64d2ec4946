"""How events and surveys are counted."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.vocabulary.choice import Choice


class DataOrder(Choice):
    """Whether other events may come between those of a journey."""

    LOOSE = "loose", tr("other events may come between"), "Other events may come between."
    STRICT = "strict", tr("no other event between"), "No other event may come between."
    ANY = "any", tr("in any order"), "The order does not matter."


class DataEntry(Choice):
    """From when on a journey is counted."""

    FIRST = "first", tr("from the first time on"), "From the first time on."
    ANY = "any", tr("the best run"), "The best run that fits the window."


class DataCount(Choice):
    """What is counted."""

    CUSTOMER = "customer", tr("customers"), "Each customer once."
    JOURNEY = "journey", tr("journeys"), "Each run of each customer."
