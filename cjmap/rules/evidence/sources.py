"""What a map rests on: how sound, how old, and whether it is used."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.evidence import evidence_behind, is_looked_at
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotions_of
from cjmap.findings import Path, Problem, Severity
from cjmap.messages import Message, tr
from cjmap.model.evidence import Evidence
from cjmap.rules.base import JourneyRule, Rule
from cjmap.text.periods import Period, parse_period
from cjmap.vocabulary.maps import MapStatus


class ValidatedOnAssumptions(JourneyRule):
    """A map is called validated although most of it rests on assumptions.

    Counted are the scores and the pains: at least half of them must cite evidence of another
    type than `assumption`, themselves or by their touchpoint or stage.

    Why:
        An assumption map is a good beginning, as long as everybody knows that it is one. Called
        validated, it lends the team's own view the weight of the customers'.

    Example:
        title: Buy a coat online
        status: validated
        personas: [Laura]
        evidence:
          - id: workshop
            title: Half a day with the sales team
            type: assumption
        stages:
          - name: Awareness
            evidence: workshop
            touchpoints:
              - name: Advert
                emotion: 1

    Instead:
        title: Buy a coat online
        status: validated
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
            type: interview
        stages:
          - name: Awareness
            evidence: interviews
            touchpoints:
              - name: Advert
                emotion: 1

    Sources:
        Smaply, Journey map evaluation and Research-driven journey mapping, which tell maps made
        of assumptions from maps made of research.
    """

    code = "CJ601"
    name = "validated-on-assumptions"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("status", "evidence", "evidence.type", "emotion")
    needs: frozenset[str] = frozenset(
        {"evidence", "evidence:", "stage", "touchpoint", "pain", "emotion:", "emotions:"}
    )

    def judge(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.status is not MapStatus.VALIDATED:
            return
        statements = [_is_sound(subject, path, own) for path, own in _statements(subject)]
        sound = sum(statements)
        if 2 * sound < len(statements):
            yield self.problem(
                ("status",),
                tr(
                    "The map is called validated, but more than assumptions stand behind only "
                    "{sound} of its {all} scores and pains.",
                    sound=sound,
                    all=len(statements),
                ),
                tr(
                    "Cite the interviews, surveys or data under `evidence`, "
                    "or write `status: review` until there are some."
                ),
            )


def _statements(subject: Subject) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every score and every pain, with the evidence that it cites itself."""
    for owner in subject.things.owners:
        for path, emotion in emotions_of(owner):
            if emotion.number is not None:
                yield path, emotion.evidence
    for item, pain in subject.things.pains:
        yield item.path, pain.evidence


def _is_sound(subject: Subject, path: Path, own: tuple[str, ...]) -> bool:
    """Whether more than assumptions stand behind a statement."""
    behind = evidence_behind(subject.index, subject.evidence, path, own)
    return is_looked_at(subject.things.evidence[item] for item in behind)


class StaleMap(Rule):
    """A map or library has not been looked at for too long.

    Its `review_by` has passed, or it was `updated` longer ago than the settings allow. Archived
    maps, and maps that another one names as its baseline, are records and stay as they are.

    Why:
        Services change with every release and every season. A team that finds a map wrong
        twice stops reading it.

    Options:
        `stale-after` under `[lint]` in cjmap.toml: a period such as `P12M` (the default), `P1Y` or
        `P90D`.

    Example:
        title: Buy a coat online
        personas: [Laura]
        updated: 2024-05-02
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        updated: 2026-11-02
        review_by: 2027-05-02
        stages: [Awareness]

    Sources:
        Smaply on journey management: maps are a repository that is maintained, not made once.
        The bound of twelve months is a rule of thumb.
    """

    code = "CJ602"
    name = "stale-map"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("updated", "review_by")

    def check(self, subject: Subject) -> Iterator[Problem]:
        found = self._late(subject)
        if found is not None and not subject.is_past:
            key, message = found
            yield self.problem(
                (key,),
                message,
                tr(
                    "Go through it with those who know the service, then renew `updated` and "
                    "`review_by`; or write `status: archived`."
                ),
            )

    def _late(self, subject: Subject) -> tuple[str, Message] | None:
        journey = subject.journey
        if journey.review_by is not None and journey.review_by < subject.today:
            day = journey.review_by.isoformat()
            return "review_by", tr("It was to be reviewed by {day}.", day=day)
        written = subject.settings.lint.stale_after
        period = parse_period(written)
        assert period is not None
        if journey.updated is not None and journey.updated < period.before(subject.today):
            day = journey.updated.isoformat()
            return "updated", tr(
                "Last worked on {day}, longer ago than `stale-after` allows ({period}).",
                day=day,
                period=written,
            )
        return None


class StaleEvidence(Rule):
    """Evidence that the map relies on is over two years old.

    Evidence that nothing cites is CJ608. Archived maps, and maps that another one names as its
    baseline, are records and stay as they are.

    Why:
        What customers said before the last redesign is about another service.

    Example:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
            date: 2022-03-14
        stages:
          - name: Awareness
            evidence: interviews

    Instead:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Ten interviews with shoppers
            date: 2026-03-14
        stages:
          - name: Awareness
            evidence: interviews

    Sources:
        Smaply, Journey map evaluation: how far can the data behind a map be relied on? The
        bound of two years is a rule of thumb.
    """

    code = "CJ603"
    name = "stale-evidence"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("evidence.date",)
    BOUND = Period(months=24)

    def check(self, subject: Subject) -> Iterator[Problem]:
        old = [
            (item, evidence.date)
            for item, evidence in _own_evidence(subject)
            # Only maps that say when something was found out depend on the day.
            if evidence.date is not None and evidence.date < self.BOUND.before(subject.today)
        ]
        if not old or subject.is_past:
            return
        cited = subject.evidence.cited
        for item, day in old:
            # What a library holds is cited by other maps.
            if subject.journey.is_library or item.path in cited:
                yield self.problem(
                    (*item.path, "date"),
                    tr(
                        "The evidence “{title}” is from {day}, over two years ago.",
                        title=item.name,
                        day=day.isoformat(),
                    ),
                    tr("Ask again, or check that what rests on it still holds."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} pieces of evidence are over two years old: {names} …", n=number, names=names)


def _own_evidence(subject: Subject) -> Iterator[tuple[Item, Evidence]]:
    return ((item, piece) for item, piece in subject.things.evidence if not item.external)


class UnusedEvidence(JourneyRule):
    """A piece of evidence is listed that nothing cites.

    A metric or a thought whose `source` is its id cites it. What a library holds is left out.

    Why:
        Either the finding never reached the map, or the map does not say what it rests on.

    Example:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
        stages:
          - name: Awareness
            evidence: interviews

    Sources:
        Smaply, Research-driven journey mapping: each element of a map rests on evidence.
    """

    code = "CJ608"
    name = "unused-evidence"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("evidence",)
    needs: frozenset[str] = frozenset(
        {
            "persona",
            "stage",
            "touchpoint",
            "pain",
            "gain",
            "opportunity",
            "metric",
            "evidence:",
            "source:",
            "thoughts:",
            "quote:",
            "emotion:",
            "emotions:",
        }
    )
    # Whatever could not be read may have cited it.

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, _ in _own_evidence(subject):
            if item.path not in subject.evidence.cited:
                yield self.problem(
                    item.path,
                    tr("Nothing cites the evidence “{title}”.", title=item.name),
                    tr("Write `evidence: {id}` where it was found true, or remove it.", id=item.id),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("Nothing cites {n} pieces of evidence: {names} …", n=number, names=names)
