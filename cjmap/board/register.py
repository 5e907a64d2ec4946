"""What is told of a map thing by thing: metrics, pains with their answers, contacts, rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from cjmap.board.assessment import Contact, Gauge, Grievance, Guide, Measured
from cjmap.board.cut import Cut
from cjmap.board.improvement import read_opportunity, read_pains
from cjmap.board.metrics import read_metrics
from cjmap.board.people import read_channel
from cjmap.board.sources import find_evidence
from cjmap.facts.figures import measure
from cjmap.facts.index import Item
from cjmap.findings import Finding
from cjmap.languages.quantities import format_date, format_duration, format_list
from cjmap.messages import DEFAULT_LANGUAGE, speaks, tr, translate_page
from cjmap.model.metric import Metric
from cjmap.rules import by_code
from cjmap.rules.base import EXAMPLES, SECTIONS
from cjmap.vocabulary.improvement import OpportunityStatus, PainState


def read_gauges(cut: Cut) -> Iterator[Gauge]:
    """Every metric, measured or not, in the order of the map."""
    things = cut.subject.things.metrics
    items = [item for item, metric in things if cut.concerns(metric.personas)]
    for shown, item in zip(read_metrics(cut, items), items, strict=True):
        thing = cut.subject.things.metrics[item]
        goal = thing.goal
        yield Gauge(
            shown,
            _place(cut, item),
            item.stage,
            None if goal is None else float(goal.value),
            "" if shown.met is None else cut.say(_REACHED if shown.met else _MISSED),
            thing.owner or "",
            _day(cut, thing.date),
            tuple(_values(cut, thing)),
        )


_REACHED = tr("target reached")
_MISSED = tr("target missed")


def _values(cut: Cut, metric: Metric) -> Iterator[Measured]:
    """The values of a metric by their days; one without a day is the newest."""
    listed = [(reading.date, float(reading.value)) for _, reading in metric.readings]
    listed.sort()
    yield from (_measured(cut, metric, day, value) for day, value in listed)
    if metric.figure is not None and metric.place[0] != "history":
        yield _measured(cut, metric, metric.date, float(metric.figure))


def _measured(cut: Cut, metric: Metric, day: datetime.date | None, value: float) -> Measured:
    text = measure(metric, value).render(cut.language)
    return Measured(_day(cut, day), day.isoformat() if day else "", value, text)


def _day(cut: Cut, day: datetime.date | None) -> str:
    return format_date(day, cut.language) if day else ""


def _place(cut: Cut, item: Item) -> str:
    return cut.subject.index.places[item.place].name if item.place else ""


def read_grievances(cut: Cut) -> Iterator[Grievance]:
    """Every pain with what answers it: by state, what nobody answers first; then the gravest."""
    states = list(PainState)
    things = cut.subject.things
    items = {item.path: item for item, _ in things.pains}
    answers = {answer.pain.path: answer.opportunities for answer in cut.subject.improvement.answers}
    shown = read_pains(cut, items.values())
    for pain in sorted(shown, key=lambda pain: -states.index(pain.standing)):
        item = items[pain.path]
        yield Grievance(
            pain,
            _place(cut, item),
            item.stage,
            tuple(
                read_opportunity(cut, one)
                for one in answers.get(pain.path, ())
                if things.opportunities[one].status is not OpportunityStatus.DROPPED
            ),
            tuple(one.path for one in find_evidence(cut, item.path, things.pains[item].evidence)),
        )


def read_contacts(cut: Cut) -> Iterator[Contact]:
    """What is asked and what goes out by itself, touchpoint by touchpoint."""
    for row in cut.touchpoints:
        for fact in row:
            item = fact.item
            thing = cut.subject.things.touchpoints[item]
            number = cut.numbers[item.path]
            stage = item.stage or 0
            if thing.feedback:
                asked = format_list((cut.say(kind.label) for kind in thing.feedback), cut.language)
                yield Contact("feedback", item.path, stage, number, item.name, asked, "", None)
            for entry in thing.automation:
                delay = format_duration(entry.delay, cut.language) if entry.delay else ""
                yield Contact(
                    "message",
                    item.path,
                    stage,
                    number,
                    item.name,
                    entry.message or "",
                    " · ".join(filter(None, (entry.trigger, delay))),
                    read_channel(cut, entry.channel) if entry.channel else None,
                )


def read_guides(findings: Iterable[Finding], language: str) -> Iterator[Guide]:
    """The page of each rule among those that found something, by code, as far as it says why.

    In English where the tool does not speak the language.
    """
    language = language if speaks(language) else DEFAULT_LANGUAGE
    for code in sorted({finding.code for finding in findings}):
        rule = by_code(code)
        if rule is None:
            continue
        page = rule.page
        said = [
            paragraph
            for name, content in page.sections
            if name in _TELLING
            for paragraph in content
        ]
        yield Guide(
            code,
            rule.name,
            rule.summary.render(language),
            tuple(translate_page(one, language) for one in (*page.text, *said)),
            tuple(
                (SECTIONS[name].render(language), translate_page(one, language))
                for name in EXAMPLES
                for one in page.section(name)
            ),
        )


# Of a rule's page, what a reader of a map wants to know: why, not how it is set.
_TELLING = ("Why",)
