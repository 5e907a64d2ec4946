"""What there is to say of changes, in sections that every format for people shows in its own way."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from cjmap.compare.comparison import Comparison, State, Unreadable
from cjmap.compare.meaning import Mood
from cjmap.compare.remarks import singled
from cjmap.compare.sentences import call_channel
from cjmap.facts.changes import Change
from cjmap.facts.figures import measure
from cjmap.facts.index import Item
from cjmap.findings import Finding, Severity
from cjmap.languages.quantities import PERCENT, Quantity
from cjmap.messages import Message, Sayable, localize, ntr, quote, shorten, tr
from cjmap.model.scale import Scale
from cjmap.records import replace
from cjmap.reports.blocks.blocks import (
    Block,
    Entry,
    Items,
    Lines,
    Record,
    Section,
    Shade,
    Table,
    Tone,
)
from cjmap.reports.changes.request import Request
from cjmap.vocabulary.changes import Changed, ChangeKind
from cjmap.vocabulary.improvement import OpportunityStatus

_NOTHING = "–"
_SAME = Shade("=", Tone.QUIET)
# Of a file that is no map so many lines of a patch are shown, and so many signs of each.
_MOST_LINES: Final = 60
_LONGEST_LINE: Final = 160
_MARKS = {
    ChangeKind.ADDED: ("+", Tone.GOOD),
    ChangeKind.REMOVED: ("−", Tone.POOR),
    ChangeKind.RENAMED: ("≈", Tone.FAIR),
    ChangeKind.MOVED: ("→", Tone.FAIR),
    ChangeKind.CHANGED: ("~", Tone.FAIR),
}
_GRADES = {
    Severity.ERROR: tr("error"),
    Severity.WARNING: tr("warning"),
    Severity.INFO: tr("note"),
}


Draw: TypeAlias = Callable[[Request, Comparison], Iterator[Section]]
"""What draws both curves of a map."""


def draw_nothing(request: Request, found: Comparison) -> Iterator[Section]:
    """Where no picture can be shown."""
    return iter(())


def compose(request: Request, draw: Draw = draw_nothing) -> Iterator[Section]:
    """The sections of a request, in order; `draw` shows the curves of each map."""
    compared = request.compared
    for found in compared.pairs:
        if found.changes or request.single or found.remarks.new or found.remarks.fixed:
            yield from _compose_map(request, found, draw)
    for states, titles, sign in (
        (compared.added, (tr("New maps"), tr("New libraries")), ("+", Tone.GOOD)),
        (
            compared.removed,
            (tr("Maps that are gone"), tr("Libraries that are gone")),
            ("−", Tone.POOR),
        ),
    ):
        for title, shared in zip(titles, (False, True), strict=True):
            listed = [one for one in states if one.is_library is shared]
            yield from _list_files(request, title, listed, sign)
    same = sum(not (one.changes or one.new.is_library) for one in compared.pairs)
    if same and not request.single:
        told = ntr("{n} map says the same.", "{n} maps say the same.", same)
        yield Section(request.say(tr("Unchanged")), note=request.say(told))
    for broken in compared.unreadable:
        yield _show_unreadable(request, broken)


def _list_files(
    request: Request, title: Message, states: Sequence[State], sign: tuple[str, Tone]
) -> Iterator[Section]:
    mark, tone = sign
    entries = tuple(
        Entry(state.subject.journey.title, tone, mark, state.name, tuple(_assess(request, state)))
        for state in states
    )
    if entries:
        yield Section(request.say(title), (Items(entries),))


def _assess(request: Request, state: State) -> Iterator[str]:
    """What `lint` says of a map, counted."""
    findings = singled(state.findings)
    errors, warnings = (
        sum(one.severity is severity for one in findings)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    told = [
        *([request.say(ntr("{n} error", "{n} errors", errors))] if errors else ()),
        *([request.say(ntr("{n} warning", "{n} warnings", warnings))] if warnings else ()),
    ]
    if told:
        yield " · ".join(told)


def _show_unreadable(request: Request, broken: Unreadable) -> Section:
    """What is wrong with a file that is no map, and how its lines changed where both sides have some."""
    blocks: list[Block] = [Items(tuple(Entry(name, Tone.POOR, "✗") for name in broken.names))]
    found = [one for one in (*broken.old, *broken.new) if one.severity is Severity.ERROR]
    blocks.append(
        Items(
            tuple(
                replace(
                    _show_finding(request, one),
                    details=(request.say(one.help),) if one.help is not None else (),
                )
                for one in found
            )
        )
    )
    old, new = broken.texts
    lines = _patch(old, new) if old and new else []
    note = tr("It is not compared as a map.")
    if lines:
        blocks.append(Lines(tuple(lines[:_MOST_LINES])))
        note = tr("It is not compared as a map: these lines changed.")
    if len(lines) > _MOST_LINES:
        note = tr("It is not compared as a map: these lines changed, and more below them.")
    return Section(request.say(tr("Not readable as a map")), tuple(blocks), note=request.say(note))


def _patch(old: str, new: str) -> list[str]:
    """The lines of two texts that differ, with the two around each, as a patch has them."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=2, lineterm="")
    return [line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…" for line in lines][
        2:
    ]


def _show_finding(request: Request, finding: Finding, about: str = "") -> Entry:
    line = f":{finding.span.start.line}" if finding.span is not None else ""
    grade = request.say(_GRADES[finding.severity])
    text = f"{finding.code} ({grade}) {request.say(finding.message, about)}"
    return Entry(text, Tone.POOR, "✗", f"{finding.file}{line}")


# -- one map ---------------------------------------------------------------------------------------


def _compose_map(request: Request, found: Comparison, draw: Draw) -> Iterator[Section]:
    yield Section(found.new.subject.journey.title, level=1, note=_sum_up(request, found))
    teller = _Teller(request, found)
    for section in (
        teller.feelings(),
        *draw(request, found),
        teller.pains(),
        teller.opportunities(),
        teller.promises(),
        teller.figures(),
        *teller.changes(),
        *teller.findings(),
    ):
        if section is not None:
            yield section


def _sum_up(request: Request, found: Comparison) -> str:
    files = f"{found.old.name} → {found.new.name}"
    about = found.new.subject.language
    return " · ".join([files, *(request.say(one, about) for one in summarize(found))])


def summarize(found: Comparison) -> Iterator[Message]:
    """The most there is to say of two states of a map on one line."""
    number = len(found.changes)
    if not number:
        yield tr("no change")
    else:
        yield ntr("{n} change", "{n} changes", number)
    old, new = found.meaning.coverage
    if old is not None and new is not None and old != new:
        yield tr("coverage {old} → {new}", old=_percent(old), new=_percent(new))
    before, now = found.meaning.moods
    if before.mean is not None and now.mean is not None and before.mean != now.mean:
        scale = found.new.subject.journey.scale
        told = {"old": scale.show(before.mean), "new": scale.show(now.mean)}
        yield tr("mean emotion {old} → {new}", **told)
    pains = found.meaning.pains
    if pains.answered:
        yield ntr("{n} pain answered", "{n} pains answered", len(pains.answered))
    left = len(pains.unanswered) + len(pains.ignored)
    if left:
        yield ntr("{n} more pain unanswered", "{n} more pains unanswered", left)
    yield from _count_errors(found)


def _count_errors(found: Comparison) -> Iterator[Message]:
    for state in (found.old, found.new):
        if state.errors:
            yield ntr(
                "{n} error in {file}: what could not be read is not compared",
                "{n} errors in {file}: what could not be read is not compared",
                state.errors,
                file=state.name,
            )


def _percent(value: float) -> Quantity:
    return Quantity(value, 2, unit=PERCENT)


class _Teller:
    """What is told of two states of a map, section by section; None where there is nothing."""

    def __init__(self, request: Request, found: Comparison) -> None:
        self._request = request
        self._found = found
        self._meaning = found.meaning
        self._about = found.new.subject.language
        self._scale: Scale = found.new.subject.journey.scale

    def _say(self, message: Message) -> str:
        return self._request.say(message, self._about)

    # -- feelings -------------------------------------------------------------------------

    def feelings(self) -> Section | None:
        """The figures of the curves of both, persona by persona."""
        before, now = self._meaning.moods
        # Where places came or went, a mean moves though nobody feels otherwise.
        apart = not all(shift.is_whole for shift in self._meaning.shifts)
        rows = [*self._persona_rows(before, now, apart=apart)]
        if len(now.personas) > 1 or len(before.personas) > 1:
            steady = (None,) if apart else ()
            rows.append(self._row(self._say(tr("All")), before.mean, now.mean, *steady))
        changed = [row for row in rows if row.cells[1] != row.cells[2]]
        if not changed:
            return None
        columns = [tr("Persona"), tr("Before"), tr("Now"), tr("Change")]
        if apart:
            columns.append(tr("Scored in both"))
        numbers = frozenset(range(1, len(columns)))
        table = Table(tuple(map(self._say, columns)), tuple(rows), numbers)
        span: dict[str, Sayable] = {
            "worst": self._scale.show(-2),
            "best": self._scale.show(2),
        }
        note = (
            tr(
                "Mean scores, {worst} to {best}. The last column is the change where both states have a score; the rest is due to places that are new or gone.",
                **span,
            )
            if apart
            else tr("Mean scores, {worst} to {best}.", **span)
        )
        return Section(self._say(tr("Emotion")), (table,), note=self._say(note))

    def _persona_rows(self, before: Mood, now: Mood, *, apart: bool) -> Iterator[Record]:
        shifts = {shift.id: shift for shift in self._meaning.shifts}
        for persona in now.personas:
            shift = shifts.get(persona.id)
            steady = (shift.steady if shift else None,) if apart else ()
            yield self._row(persona.name, shift.old.mean if shift else None, persona.mean, *steady)
        kept = [shift.old.id for shift in shifts.values()]
        for gone in before.personas:
            if gone.id not in kept:
                yield self._row(gone.name, gone.mean, None, *((None,) if apart else ()))

    def _row(
        self, name: str, old: float | None, new: float | None, *steady: float | None
    ) -> Record:
        """`steady` is one more cell: by how much what both states have went."""
        step = self._step(None if old is None or new is None else new - old)
        if old is not None and new is not None and not self._scale.tells_apart(old, new):
            step = _SAME
        more = (self._step(one) for one in steady)
        return Record((Shade(name), self._score(old), self._score(new), step, *more))

    def _step(self, step: float | None) -> Shade:
        if step is None:
            return Shade(_NOTHING, Tone.QUIET)
        if not self._scale.tells_apart(0, step):
            return _SAME
        tone = Tone.GOOD if step > 0 else Tone.POOR
        return Shade(self._quantity(self._scale.step(step)), tone)

    def _score(self, score: float | None) -> Shade:
        if score is None:
            return Shade(_NOTHING, Tone.QUIET)
        return Shade(self._quantity(self._scale.show(score)))

    def _quantity(self, quantity: Quantity) -> str:
        return quantity.render(localize(self._request.language, self._about))

    # -- pains, opportunities, figures ----------------------------------------------------

    def pains(self) -> Section | None:
        pains = self._meaning.pains
        lists = (
            (pains.resolved, tr("resolved: {pain}"), "✓", Tone.GOOD),
            (
                tuple(one for one in pains.answered if one not in pains.resolved),
                tr("answered now: {pain}"),
                "✓",
                Tone.GOOD,
            ),
            (pains.reopened, tr("felt again: {pain}"), "✗", Tone.POOR),
            (
                tuple(one for one in pains.unanswered if one not in pains.reopened),
                tr("no longer answered: {pain}"),
                "✗",
                Tone.POOR,
            ),
            (pains.ignored, tr("new and unanswered: {pain}"), "✗", Tone.POOR),
            (
                tuple(one for one in pains.new if one not in pains.ignored),
                tr("new, and answered: {pain}"),
                "+",
                Tone.FAIR,
            ),
            # What is no longer told may be felt all the same.
            (pains.dropped, tr("no longer on the map, and not solved: {pain}"), "−", Tone.FAIR),
            (
                tuple(one for one in pains.gone if one not in pains.dropped),
                tr("no longer on the map: {pain}"),
                "−",
                Tone.QUIET,
            ),
        )
        entries = [
            Entry(self._say(tr(told.template, pain=quote(shorten(item.name, 120)))), tone, mark)
            for items, told, mark, tone in lists
            for item in items
        ]
        return self._section(tr("Pains"), entries)

    def opportunities(self) -> Section | None:
        """Those that moved on, or back."""
        order = list(OpportunityStatus)
        entries = [
            Entry(
                self._say(
                    tr(
                        "{opportunity}: {old} → {new}",
                        opportunity=quote(shorten(step.opportunity.name, 120)),
                        old=step.old.label,
                        new=step.new.label,
                    )
                ),
                Tone.GOOD if forward else Tone.FAIR,
                "▲" if forward else "▼",
            )
            for step in self._meaning.progress
            for forward in [
                step.new is not OpportunityStatus.DROPPED
                and order.index(step.new) > order.index(step.old)
            ]
        ]
        return self._section(tr("Opportunities"), entries)

    def promises(self) -> Section | None:
        """What was promised of what is done now, and what came of it."""
        marks = {True: ("✓", Tone.GOOD), False: ("✗", Tone.POOR), None: ("?", Tone.FAIR)}
        entries = []
        for one in self._meaning.promises:
            told: dict[str, str | Sayable] = {
                "opportunity": quote(shorten(one.opportunity.name, 120)),
                "metric": one.metric,
                "expected": one.show(one.expected),
            }
            said = (
                tr(
                    "{opportunity}: {metric}, promised {expected}, and nobody says what was reached",
                    **told,
                )
                if one.reached is None
                else tr(
                    "{opportunity}: {metric}, promised {expected}, reached {reached}",
                    **told,
                    reached=one.show(one.reached),
                )
            )
            mark, tone = marks[one.kept]
            entries.append(Entry(self._say(said), tone, mark))
        return self._section(tr("Promised and reached"), entries)

    def figures(self) -> Section | None:
        """Metrics with another figure, and channels won and lost."""
        entries = []
        metrics = self._found.new.subject.things.metrics
        for turn in self._meaning.figures:
            metric = metrics[turn.new.item]
            tone = {True: Tone.GOOD, False: Tone.POOR, None: Tone.PLAIN}[turn.better]
            mark = {True: "▲", False: "▼", None: "~"}[turn.better]
            told = tr(
                "{metric}: {old} → {new}",
                metric=turn.new.label,
                old=measure(metric, turn.old.value),
                new=measure(metric, turn.new.value),
            )
            entries.append(Entry(self._say(told), tone, mark, self._name_place(turn.new.item)))
        won, lost = self._meaning.channels_won, self._meaning.channels_lost
        for state, facts, message, mark, tone in (
            (self._found.new, won, tr("new channel: {channel}"), "+", Tone.GOOD),
            (self._found.old, lost, tr("channel gone: {channel}"), "−", Tone.POOR),
        ):
            for fact in facts:
                called = call_channel(fact.id, state.subject)
                said = self._say(tr(message.template, channel=called))
                entries.append(Entry(said, tone, mark))
        return self._section(tr("Metrics and channels"), entries)

    def _name_place(self, item: Item) -> str:
        owner = self._found.new.subject.index.places.get(item.place)
        return owner.name if owner is not None else ""

    # -- changes --------------------------------------------------------------------------

    def changes(self) -> Iterator[Section]:
        """Every change by the stage that it is in, what concerns the whole map first."""
        groups: dict[str, list[Entry]] = {}
        for change in self._found.changes:
            groups.setdefault(self._stage_of(change), []).append(self._enter(change))
        for stage, entries in groups.items():
            title = self._say(tr("Changes in {stage}", stage=quote(stage)))
            name = title if stage else self._say(tr("Changes"))
            yield Section(name, (Items(tuple(entries)),), folded=True)

    def _stage_of(self, change: Change) -> str:
        path = change.path
        if len(path) < 2 or path[0] != "stages":
            return ""
        state = self._found.old if change.kind is ChangeKind.REMOVED else self._found.new
        item = state.subject.index.places.get(path[:2])
        if change.kind is ChangeKind.REMOVED and item is not None:
            item = self._found.new_of(item) or item
        return item.name if item is not None else ""

    def _enter(self, change: Change) -> Entry:
        mark, tone = _MARKS[change.kind]
        if change.what is Changed.EMOTION:
            mark, tone = _sign_of_emotion(change, mark, tone)
        return Entry(self._say(change.message), tone, mark, self._tell_line(change))

    def _tell_line(self, change: Change) -> str:
        """The line of the new file, or of the old one where it stands there alone."""
        gone = change.kind is ChangeKind.REMOVED
        position = (self._found.old if gone else self._found.new).locate(change.path)
        if position is None:
            return ""
        told = tr("line {n} before", n=position.line) if gone else tr("line {n}", n=position.line)
        return self._say(told)

    # -- findings -------------------------------------------------------------------------

    def findings(self) -> Iterator[Section]:
        """What lint no longer says, and what it says now; notes are counted."""
        for title, found, mark, tone in (
            (tr("Findings that are new"), self._found.remarks.new, "✗", Tone.POOR),
            (tr("Findings that are fixed"), self._found.remarks.fixed, "✓", Tone.GOOD),
        ):
            loud = [one for one in found if one.severity is not Severity.INFO]
            quiet = len(found) - len(loud)
            if not found:
                continue
            note = ntr("{n} note is not listed.", "{n} notes are not listed.", quiet)
            entries = tuple(self._enter_finding(one, mark, tone) for one in loud)
            yield Section(
                self._say(title),
                (Items(entries),) if entries else (),
                note=self._say(note) if quiet else "",
                folded=True,
            )

    def _enter_finding(self, finding: Finding, mark: str, tone: Tone) -> Entry:
        return replace(_show_finding(self._request, finding, self._about), tone=tone, mark=mark)

    def _section(self, title: Message, entries: Sequence[Entry]) -> Section | None:
        return Section(self._say(title), (Items(tuple(entries)),)) if entries else None


def _sign_of_emotion(change: Change, mark: str, tone: Tone) -> tuple[str, Tone]:
    """Up or down, where both are scores."""
    scores = [
        value.get("score") if isinstance(value, dict) else value
        for value in (change.old, change.new)
    ]
    old, new = scores
    if not isinstance(old, int | float) or not isinstance(new, int | float) or old == new:
        return mark, tone
    return ("▲", Tone.GOOD) if new > old else ("▼", Tone.POOR)
