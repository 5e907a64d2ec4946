"""What the data of customers say of the map: of its figures, its targets and its ways.

These speak only where a map has been measured; `cjmap lint` alone never asks any data.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.index import Item
from cjmap.facts.measured import Figure, Judged, Measured, Reason, Row, Unusable, Verdict
from cjmap.facts.subject import Subject
from cjmap.findings import Place, Problem, Severity
from cjmap.languages.quantities import PERCENT, Quantity
from cjmap.messages import Message, join, ntr, tr
from cjmap.rules.base import JourneyRule
from cjmap.vocabulary.metrics import MetricType

# A way that the map has not is told from this share of all steps on, in percent.
_OFTEN = 1.0


class MeasuredRule(JourneyRule):
    """A check of what was measured; silent where nothing was."""

    of_data = True

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.measured is not None:
            yield from self.weigh(subject, subject.measured)

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        raise NotImplementedError


class ClaimContradicted(MeasuredRule):
    """A written figure is not what the data say.

    Told where no number that rounds to it lies in the 95 % interval of what was measured, and it is
    off by more than `data.tolerance`. Found by `cjmap measure` alone.

    Why:
        Decisions rest on the figures of a map. One that was copied years ago, or never true, makes a
        good touchpoint look bad and a bad one good.

    Sources:
        Edwin B. Wilson, “Probable Inference, the Law of Succession, and Statistical Inference”,
        Journal of the American Statistical Association, 1927: the interval of a share.
    """

    code = "CJ621"
    name = "claim-contradicted"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("metric.value",)

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        for claim in measured.claims:
            if claim.verdict is Verdict.CONTRADICTED:
                yield self.problem(
                    claim.path,
                    tr(
                        "{metric} is written as {written}; measured is {value} ({low} to {high}, n = {n}).",
                        metric=_kind(claim),
                        written=_amount(claim, float(claim.written)),
                        **_numbers(claim, claim.measured),
                    ),
                    tr("Run `cjmap measure --write`, or say in `source` what else was counted."),
                )


class MeasuredTargetMissed(MeasuredRule):
    """A target is missed, as far as the data can tell.

    Told where the whole 95 % interval lies on the wrong side. Found by `cjmap measure` alone.

    Why:
        What was promised to customers is checked by nobody unless something fails when it is
        broken.

    Sources:
        Edwin B. Wilson, “Probable Inference, the Law of Succession, and Statistical Inference”,
        Journal of the American Statistical Association, 1927: the interval of a share.
    """

    code = "CJ622"
    name = "measured-target-missed"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("metric.target",)

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        for target in measured.targets:
            if target.verdict is Verdict.MISSED:
                yield self.problem(
                    target.path,
                    tr(
                        "{metric} misses its target {target}: measured is {value} ({low} to {high}, n = {n}).",
                        metric=_kind(target),
                        target=target.written,
                        **_numbers(target, target.measured),
                    ),
                    tr("Write an opportunity for it, or a target that is meant."),
                )


class UnmappedEvents(MeasuredRule):
    """Events happen that no stage of the map knows.

    Found by `cjmap measure` alone.

    Why:
        What customers do and the map does not have is a touchpoint that nobody looks after, or an
        event that somebody renamed.

    Sources:
        Wil van der Aalst, Process Mining: Data Science in Action (2016): holding a drawn process
        against the log of what happened.
    """

    code = "CJ623"
    name = "unmapped-events"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("stage.match", "touchpoint.match")

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        unmapped = measured.unmapped
        if unmapped.n:
            names = [event for event, _ in unmapped.events[:3]]
            yield self.problem(
                ("data", "events") if _has(subject, "events") else (),
                tr(
                    "{share} of the events are in no stage: {names}.",
                    share=Quantity(100 * unmapped.share, 1, unit=PERCENT),
                    names=join([f"`{name}`" for name in names]),
                ),
                tr("Name them in the `match` of a stage or touchpoint, or leave them be."),
                key=True,
            )


class StageWithoutEvents(MeasuredRule):
    """A stage or touchpoint is nowhere in the data.

    Either it has no `match`, or nothing in the data is what its `match` names. Touchpoints without
    `match` are not told where their stage has one. Found by `cjmap measure` alone.

    Why:
        A name that is spelt otherwise in the data counts as nobody. Whoever reads the figures takes
        it for a place that no customer comes to.

    Sources:
        Wil van der Aalst, Process Mining: Data Science in Action (2016): holding a drawn process
        against the log of what happened.
    """

    code = "CJ624"
    name = "stage-without-events"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("stage.match", "touchpoint.match")

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        for one in measured.unbound:
            item = subject.index.places[one.path]
            if one.named:
                yield self.problem(
                    (*one.path, "match"),
                    tr(
                        "Nothing in the data is “{name}”: no event and no answer fits its `match`.",
                        name=item.name,
                    ),
                    tr("Compare the names with those in the data."),
                    key=True,
                    subject=item.name,
                )
            elif len(one.path) == 2:
                yield self.problem(
                    one.path,
                    tr("“{name}” is bound to no data.", name=item.name),
                    tr("Name its events in `match:`, here or at its touchpoints."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} places of the map are nowhere in the data: {names} …", n=number, names=names)


class WayNotTaken(MeasuredRule):
    """Nobody takes a way that the map draws from one stage to another.

    Found by `cjmap measure` alone.

    Why:
        A way that looks good on the wall and that nobody walks hides where customers go.

    Sources:
        Wil van der Aalst, Process Mining: Data Science in Action (2016): holding a drawn process
        against the log of what happened.
    """

    code = "CJ625"
    name = "way-not-taken"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("touchpoint.next",)

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        if not measured.events:
            return
        silent = {one.id for one in measured.unbound}
        for origin, target in measured.idle:
            if not silent & {origin, target}:
                first, second = (_item(subject, id) for id in (origin, target))
                yield self.problem(
                    first.path,
                    tr(
                        "Nobody goes from “{first}” to “{second}” next.",
                        first=first.name,
                        second=second.name,
                    ),
                    tr("Look at the ways that were taken: `cjmap measure` lists them."),
                    related=[Place(second.path, tr("the stage that nobody comes to from there"))],
                    subject=first.name,
                    item=target,
                )


class WayNotDrawn(MeasuredRule):
    """Customers take a way from one stage to another that the map does not have.

    Told from one step in a hundred on. Found by `cjmap measure` alone.

    Why:
        Ways back, and stages that are skipped, are where the journey differs from what was meant.

    Sources:
        Wil van der Aalst, Process Mining: Data Science in Action (2016): holding a drawn process
        against the log of what happened.
    """

    code = "CJ626"
    name = "way-not-drawn"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("touchpoint.next",)

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        flows = measured.groups[0].flows
        steps = sum(flow.steps for flow in flows)
        for flow in flows:
            if not flow.drawn and 100 * flow.steps >= _OFTEN * steps:
                first, second = (_item(subject, id) for id in (flow.origin, flow.target))
                yield self.problem(
                    first.path,
                    ntr(
                        "{n} customer goes from “{first}” to “{second}” next, and no way of the map does.",
                        "{n} customers go from “{first}” to “{second}” next, and no way of the map does.",
                        flow.n,
                        first=first.name,
                        second=second.name,
                    ),
                    tr("Draw it with `next` at a touchpoint, or find out why they go there."),
                    related=[Place(second.path, tr("the stage that they go to"))],
                    subject=first.name,
                    item=flow.target,
                )


class UnusableRows(MeasuredRule):
    """Rows of the data cannot be used, or are odd.

    Each reason is told with how many rows there are and where one of them is. Rows without a
    customer, time or event, with a time that is to come, or with a number for a time that may be
    seconds since 1970 or thousandths of them, and answers without a score on the scale, are left out
    of all figures. A word that programs write for nothing, such as `NULL`, `NaN` or `N/A`, is no
    customer and no event (unless the map matches one of that name), nor the value of a segment.
    Answers without a customer count for all, and for no part of them. Rows that repeat another count
    again: a customer may do a thing twice. Found by `cjmap measure` alone.

    Why:
        Rows that vanish in silence make every figure wrong by an amount that nobody knows.

    Sources:
        Erhard Rahm and Hong Hai Do, “Data Cleaning: Problems and Current Approaches”, IEEE Data
        Engineering Bulletin, 2000.
    """

    code = "CJ627"
    name = "unusable-rows"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("data.events", "data.surveys", "data.customers")

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        for one in measured.unusable:
            yield self.problem(
                ("data", one.role) if _has(subject, one.role) else (),
                _complaint(one),
                None if one.row is None else _example(one.row),
                key=True,
                item=f"{one.role} {one.reason} {one.detail}",
            )


class EventInNeighbours(MeasuredRule):
    """Two stages after one another match one event.

    It counts for both, so the share that goes on from the one to the other says little. Found by
    `cjmap measure` alone.

    Why:
        An event is one moment. What counts as arriving and as leaving hides who left.

    Sources:
        Wil van der Aalst, Process Mining: Data Science in Action (2016): holding a drawn process
        against the log of what happened.
    """

    code = "CJ628"
    name = "event-in-neighbours"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("stage.match", "touchpoint.match")

    def weigh(self, subject: Subject, measured: Measured) -> Iterator[Problem]:
        for one in measured.shared:
            first, second = (subject.index.places[path] for path in (one.first, one.second))
            yield self.problem(
                one.second,
                tr(
                    "“{first}” and “{second}” match the same event `{event}`.",
                    first=first.name,
                    second=second.name,
                    event=one.event,
                ),
                tr("Leave it to one of them, or part it by a condition in `where`."),
                related=[Place(one.first, tr("the other stage"))],
                subject=second.name,
                item=one.event,
            )


def _example(row: Row) -> Message:
    if row.headed:
        return tr(
            "Row {n} below the header of `{file}` is one of them.", n=row.number, file=row.file
        )
    return tr("Row {n} of `{file}` is one of them.", n=row.number, file=row.file)


def _has(subject: Subject, role: str) -> bool:
    data = subject.journey.data
    return data is not None and getattr(data, role) is not None


def _item(subject: Subject, id: str) -> Item:
    return next(item for item in subject.index.items["stage"] if item.id == id)


def _kind(judged: Judged) -> Message | str:
    kind = MetricType.known(judged.type)
    return kind.opening if kind is not None else judged.type


def _amount(judged: Judged, value: float) -> Quantity:
    if judged.type == MetricType.NPS:
        return Quantity(value, 1, signed=True)
    share = judged.is_share
    return Quantity(value, 2, unit=PERCENT if share else "")


def _numbers(judged: Judged, figure: Figure) -> dict[str, Quantity | int]:
    ends = [_amount(judged, end or 0.0) for end in (figure.value, figure.low, figure.high)]
    return {"value": ends[0], "low": ends[1], "high": ends[2], "n": figure.n}


def _complaint(one: Unusable) -> Message:
    said = {"role": one.role, "detail": one.detail}
    match one.reason:
        case Reason.REFUSED:
            return ntr(
                "{n} line of `data.{role}` is no row of its table ({detail}) and is left out.",
                "{n} lines of `data.{role}` are no rows of its table ({detail}) and are left out.",
                one.n,
                **said,
            )
        case Reason.CUSTOMER if one.role == "surveys":
            return ntr(
                "{n} answer in `data.{role}` names no customer: it counts for all, and for no part of them.",
                "{n} answers in `data.{role}` name no customer: they count for all, and for no part of them.",
                one.n,
                **said,
            )
        case Reason.CUSTOMER:
            return ntr(
                "{n} row of `data.{role}` names no customer and is left out.",
                "{n} rows of `data.{role}` name no customer and are left out.",
                one.n,
                **said,
            )
        case Reason.TIME:
            return ntr(
                "{n} row of `data.{role}` has no time that can be read and is left out.",
                "{n} rows of `data.{role}` have no time that can be read and are left out.",
                one.n,
                **said,
            )
        case Reason.DOUBTFUL:
            return ntr(
                "{n} row of `data.{role}` has a time in seconds since 1970 that may be one in thousandths as well, and is left out.",
                "{n} rows of `data.{role}` have times in seconds since 1970 that may be ones in thousandths as well, and are left out.",
                one.n,
                **said,
            )
        case Reason.EVENT:
            return ntr(
                "{n} row of `data.{role}` names no event and is left out.",
                "{n} rows of `data.{role}` name no event and are left out.",
                one.n,
                **said,
            )
        case Reason.WORD:
            return ntr(
                "{n} row of `data.{role}` has a word for nothing in `{detail}`, such as `NULL` or `N/A`, and is left out.",
                "{n} rows of `data.{role}` have a word for nothing in `{detail}`, such as `NULL` or `N/A`, and are left out.",
                one.n,
                **said,
            )
        case Reason.BLANK:
            return ntr(
                "{n} row of `data.{role}` has a word for nothing in `{detail}`, such as `NULL` or `N/A`, which is read as no value.",
                "{n} rows of `data.{role}` have a word for nothing in `{detail}`, such as `NULL` or `N/A`, which are read as no values.",
                one.n,
                **said,
            )
        case Reason.NUMBER:
            return ntr(
                "{n} row of `data.{role}` has no number in `{detail}`, which `where` compares with one.",
                "{n} rows of `data.{role}` have no number in `{detail}`, which `where` compares with one.",
                one.n,
                **said,
            )
        case Reason.PLACE:
            return ntr(
                "{n} answer in `data.{role}` does not say where it was given and is left out.",
                "{n} answers in `data.{role}` do not say where they were given and are left out.",
                one.n,
                **said,
            )
        case Reason.UNPLACED:
            return ntr(
                "{n} answer in `data.{role}` is to a survey that no place of the map names in `match.surveys` ({detail}), and counts nowhere.",
                "{n} answers in `data.{role}` are to surveys that no place of the map names in `match.surveys` ({detail}), and count nowhere.",
                one.n,
                **said,
            )
        case Reason.KIND:
            return ntr(
                "{n} answer in `data.{role}` is neither `nps` nor `csat` nor `ces` and is left out.",
                "{n} answers in `data.{role}` are neither `nps` nor `csat` nor `ces` and are left out.",
                one.n,
                **said,
            )
        case Reason.SCORE:
            return ntr(
                "{n} answer in `data.{role}` has no score that is a number and is left out.",
                "{n} answers in `data.{role}` have no score that is a number and are left out.",
                one.n,
                **said,
            )
        case Reason.SCALE:
            return ntr(
                "{n} answer in `data.{role}` lies beyond its scale and is left out.",
                "{n} answers in `data.{role}` lie beyond their scale and are left out.",
                one.n,
                **said,
            )
        case Reason.WHOLE:
            return ntr(
                "{n} answer in `data.{role}` to an `nps` is no whole number and is left out.",
                "{n} answers in `data.{role}` to an `nps` are no whole numbers and are left out.",
                one.n,
                **said,
            )
        case Reason.TWICE:
            return ntr(
                "{n} row of `data.{role}` names a customer again; of several values the first in the alphabet counts.",
                "{n} rows of `data.{role}` name a customer again; of several values the first in the alphabet counts.",
                one.n,
                **said,
            )
        case Reason.FUTURE:
            return ntr(
                "{n} row of `data.{role}` lies after {detail}, which is today, and is left out.",
                "{n} rows of `data.{role}` lie after {detail}, which is today, and are left out.",
                one.n,
                **said,
            )
        case Reason.EARLY:
            return ntr(
                "{n} row of `data.{role}` has a time before 1971, as an empty time has it, and counts all the same.",
                "{n} rows of `data.{role}` have times before 1971, as empty times have them, and count all the same.",
                one.n,
                **said,
            )
        case Reason.ZONE:
            return ntr(
                "{n} time of `data.{role}` says no time zone, where others do, and is read in {detail}.",
                "{n} times of `data.{role}` say no time zone, where others do, and are read in {detail}.",
                one.n,
                **said,
            )
        case Reason.REPEATED:
            return ntr(
                "{n} row of `data.{role}` repeats another in every column and counts again.",
                "{n} rows of `data.{role}` repeat another in every column and count again.",
                one.n,
                **said,
            )
        case Reason.QUOTE:
            return ntr(
                "{n} row of `data.{role}` opens a quotation mark that does not close; it is read as part of the text.",
                "{n} rows of `data.{role}` open a quotation mark that does not close; it is read as part of the text.",
                one.n,
                **said,
            )
        case Reason.EMPTY:
            return tr("`data.{role}` has no rows.", role=one.role)
        case Reason.OVERLAP:
            return tr(
                "The periods {detail} share days: whoever began then is in both, and they are compared as if these were others.",
                detail=one.detail,
            )
        case Reason.SEVERAL:
            return ntr(
                "{n} customer has several values of the segment `{detail}` in `data.{role}`; the earliest counts.",
                "{n} customers have several values of the segment `{detail}` in `data.{role}`; the earliest of each counts.",
                one.n,
                **said,
            )
        case Reason.VALUES:
            return ntr(
                "{n} more value of the segment `{detail}` is not shown: the rarest.",
                "{n} more values of the segment `{detail}` are not shown: the rarest.",
                one.n,
                **said,
            )


MEASURED = (
    ClaimContradicted(),
    MeasuredTargetMissed(),
    UnmappedEvents(),
    StageWithoutEvents(),
    WayNotTaken(),
    WayNotDrawn(),
    UnusableRows(),
    EventInNeighbours(),
)
