"""Opportunities: what they are good for, how far they are, and what they brought."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.improvement import RATINGS, Improvement, missing_ratings
from cjmap.facts.index import Item
from cjmap.facts.paraphrase import content_words
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.languages.quantities import Quantity
from cjmap.messages import Message, line_up, quote, shorten, tr
from cjmap.model.improvement import Opportunity
from cjmap.rules.base import SHOWN, JourneyRule, Siblings
from cjmap.rules.improvement.pains import find_ideas, is_idea
from cjmap.vocabulary.improvement import OpportunityStatus, PainState


class OpportunityWithoutPain(JourneyRule):
    """An opportunity answers no pain and builds on no gain.

    It names no pains, and neither pain nor gain stands beside it: at a touchpoint that
    touchpoint's, at a stage the stage's and its touchpoints', at the top the journey's own.
    `pains: []` says that this is on purpose. Dropped opportunities are left out.

    Why:
        A solution without a problem: it may be somebody's pet idea, and nobody will be able to
        tell whether it helped.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            opportunities:
              - A virtual fitting room

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            pains:
              - The size guide does not say how the coat falls
            opportunities:
              - A virtual fitting room

    Sources:
        Smaply, Journey prioritization: what is done follows from evidence of a pain.
    """

    code = "CJ503"
    name = "opportunity-without-pain"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("opportunities", "opportunity.pains", "pains")
    needs: frozenset[str] = frozenset({"pain", "gain"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        gains = {place for item in subject.index.items["gain"] for place in _around(item)}
        for aim in subject.improvement.aims:
            # What names a pain that is not there is CJ104's.
            named = subject.things.opportunities[aim.opportunity].says("pains")
            if aim.status is OpportunityStatus.DROPPED or named:
                continue
            if not aim.pains and aim.opportunity.place not in gains:
                yield self.problem(
                    aim.opportunity.path,
                    tr("“{opportunity}” answers no pain.", opportunity=aim.opportunity.name),
                    tr(
                        "Name the pains it serves in `pains`, or write down the pain or gain "
                        "it comes from."
                    ),
                    subject=aim.opportunity.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} opportunities answer no pain: {names} …", n=number, names=names)


def _around(item: Item) -> tuple[Path, ...]:
    """The places whose opportunities a thing stands beside: its own and its stage's."""
    return (item.place, item.place[:2])


class OpportunityWithoutPriority(JourneyRule):
    """An opportunity has no priority: its rank is assumed.

    Its priority needs `customer_value`, `business_value` and `effort`. Without them the value is
    taken from the gravest pain that it serves, the effort as 3. Said once a map, and only where
    some opportunity has one of the three; those that are done or dropped need none, and of ideas
    for a severe pain CJ505 speaks.

    Why:
        Where everything could be done, the loudest voice decides. Three rough numbers from 1 to
        5 are enough to compare.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                customer_value: 4

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                customer_value: 4
                business_value: 3
                effort: 2

    Sources:
        Nielsen Norman Group, Using Prioritization Matrices to Inform UX Decisions; Smaply,
        Journey prioritization.
    """

    code = "CJ504"
    name = "opportunity-without-priority"
    severity = Severity.INFO
    keys: tuple[str, ...] = (
        "opportunity.customer_value",
        "opportunity.business_value",
        "opportunity.effort",
    )
    needs: frozenset[str] = frozenset(
        {
            "opportunities.customer_value:",
            "opportunities.business_value:",
            "opportunities.effort:",
            "opportunities.status:",
            "pain",
            "severity:",
        }
    )
    siblings = Siblings.MAP
    gathered_from = 2
    at_first = True

    def judge(self, subject: Subject) -> Iterator[Problem]:
        # Where nobody rates anything, ranks are taken from the pains, and say that they are.
        if not any(_is_rated(thing) for _, thing in subject.told.opportunities):
            return
        told = {
            item
            for answer in subject.improvement.answers
            if is_idea(answer)
            for item in find_ideas(subject, answer)
        }
        for item, thing in subject.told.opportunities:
            missing = [f"`{key}`" for key in missing_ratings(thing)]
            if missing and not thing.status.is_settled and item not in told:
                yield self.problem(
                    item.path,
                    tr(
                        "“{opportunity}” has no priority without {missing}; its rank is assumed.",
                        opportunity=item.name,
                        missing=", ".join(missing),
                    ),
                    tr("Write `customer_value`, `business_value` and `effort`, each from 1 to 5."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        if number > SHOWN:
            return tr("The rank of {n} opportunities is assumed: {names} …", n=number, names=names)
        return tr("The rank of {n} opportunities is assumed: {names}.", n=number, names=names)


def _is_rated(opportunity: Opportunity) -> bool:
    """Whether an opportunity has one of the three figures."""
    return len(missing_ratings(opportunity)) < len(RATINGS)


class DoneWithoutOutcome(JourneyRule):
    """An opportunity is done, and nobody says what it brought.

    An outcome of its own or one of the journey's `outcomes` that names it will do; `outcome: []`
    says that there is none. The help names what was `expected` of it.

    Why:
        Without the result nobody learns whether it was worth it, and the next map begins from
        opinion again.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                status: done
                done: 2026-05-02

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                status: done
                done: 2026-05-02
                outcome:
                  - metric: csat
                    before: 71
                    after: 84

    Sources:
        Nielsen Norman Group, Journey Mapping 101: how are we going to measure the improvements
        we make?
    """

    code = "CJ506"
    name = "done-without-outcome"
    severity = Severity.WARNING
    keys: tuple[str, ...] = (
        "opportunity.outcome",
        "opportunity.expected",
        "opportunity.status",
        "outcomes",
    )
    needs: frozenset[str] = frozenset({"outcomes:"})
    nearby: frozenset[str] = frozenset({"outcome:", "opportunity"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for aim in subject.improvement.aims:
            denied = subject.things.opportunities[aim.opportunity].says("outcome")
            if aim.status is OpportunityStatus.DONE and not aim.results and not denied:
                yield self.problem(
                    (*aim.opportunity.path, "status"),
                    tr(
                        "“{opportunity}” is done, but nothing says what it brought.",
                        opportunity=aim.opportunity.name,
                    ),
                    _ask_for_outcome(subject.things.opportunities[aim.opportunity]),
                    key=True,
                    subject=aim.opportunity.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} opportunities are done, but nothing says what they brought: {names} …",
            n=number,
            names=names,
        )


def _ask_for_outcome(opportunity: Opportunity) -> Message:
    """Where to say what it brought; of the metrics that were to change, if somebody said so."""
    metrics = ", ".join(f"`metric: {result.metric}`" for result in opportunity.expected)
    if metrics:
        return tr("Add the `outcome` of what was `expected`: {metrics}.", metrics=metrics)
    return tr(
        "Add an `outcome`: a metric with `before` and `after`, or with the "
        "`change`; or name it in `opportunities` of the journey’s `outcomes`."
    )


class StartedWithoutOwner(JourneyRule):
    """An opportunity is planned or under way without an owner.

    Why:
        A plan that nobody carries is a wish. The owner need not do the work, but answers when
        somebody asks how it goes.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                status: doing

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                status: doing
                owner: Customer service

    Sources:
        Nielsen Norman Group, Journey Mapping 101: who owns what change?
    """

    code = "CJ507"
    name = "started-without-owner"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("opportunity.status", "opportunity.owner")
    nearby: frozenset[str] = frozenset({"owner:", "status:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, thing in subject.told.opportunities:
            if thing.status.is_accepted and not thing.status.is_settled and thing.owner is None:
                yield self.problem(
                    (*item.path, "status"),
                    tr("“{opportunity}” is planned, but nobody owns it.", opportunity=item.name)
                    if thing.status is OpportunityStatus.PLANNED
                    else tr(
                        "“{opportunity}” is under way, but nobody owns it.", opportunity=item.name
                    ),
                    tr("Name in `owner` who answers for it."),
                    key=True,
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "Nobody owns {n} opportunities that are planned or under way: {names} …",
            n=number,
            names=names,
        )


class OverdueOpportunity(JourneyRule):
    """An opportunity was due and is not done.

    Archived maps, and maps that another one names as its baseline, are records and stay as they
    are.

    Why:
        Either the work is late and somebody waits for it, or the map is, and people plan with
        what is no longer so.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                status: planned
                owner: Customer service
                due: 2026-03-31

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                status: done
                owner: Customer service
                due: 2026-03-31
                outcome:
                  - metric: csat
                    before: 71
                    after: 84

    Sources:
        Smaply, Journey prioritization: priorities are looked at again at fixed intervals.
    """

    code = "CJ508"
    name = "overdue-opportunity"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("opportunity.due", "opportunity.status")
    nearby: frozenset[str] = frozenset({"status:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for item, thing in subject.told.opportunities:
            if thing.due is None or thing.due >= subject.today:
                continue
            if thing.status.is_settled or subject.is_past:
                continue
            yield self.problem(
                (*item.path, "due"),
                tr(
                    "“{opportunity}” was due on {day} and is not done.",
                    opportunity=item.name,
                    day=thing.due.isoformat(),
                ),
                tr("Write how far it is: `status: done` or `dropped`, or a new `due`."),
                subject=item.name,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} opportunities are overdue: {names} …", n=number, names=names)


class AllPrioritiesEqual(JourneyRule):
    """All opportunities have the same priority.

    Asked of three or more that are neither done nor dropped and have values and effort written.

    Why:
        A ranking that ranks nothing: the numbers were filled in rather than discussed.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                customer_value: 3
                business_value: 3
                effort: 3
              - text: A page with the twenty questions asked most
                customer_value: 3
                business_value: 3
                effort: 3
              - text: Call back the next morning
                customer_value: 3
                business_value: 3
                effort: 3

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                customer_value: 5
                business_value: 3
                effort: 4
              - text: A page with the twenty questions asked most
                customer_value: 3
                business_value: 2
                effort: 1
              - text: Call back the next morning
                customer_value: 4
                business_value: 4
                effort: 2

    Sources:
        Nielsen Norman Group, Using Prioritization Matrices to Inform UX Decisions.
    """

    code = "CJ509"
    name = "all-priorities-equal"
    severity = Severity.INFO
    keys: tuple[str, ...] = (
        "opportunity.customer_value",
        "opportunity.business_value",
        "opportunity.effort",
    )
    needs: frozenset[str] = frozenset(
        {
            "opportunity",
            "opportunities.customer_value:",
            "opportunities.business_value:",
            "opportunities.effort:",
            "opportunities.status:",
        }
    )
    LEAST = 3

    def judge(self, subject: Subject) -> Iterator[Problem]:
        ranked = [
            (item, thing.priority)
            for item, thing in subject.told.opportunities
            if thing.priority is not None and not thing.status.is_settled
        ]
        if len(ranked) < self.LEAST or len({priority for _, priority in ranked}) > 1:
            return
        (first, highest), *others = ranked
        yield self.problem(
            first.path,
            tr(
                "All {n} opportunities have the same priority ({priority}).",
                n=len(ranked),
                priority=Quantity(highest, 2),
            ),
            tr("Compare them two by two: which would you do first if you could do but one?"),
            related=[Place(item.path, tr("as high")) for item, _ in others[:3]],
        )


class DuplicateOpportunity(JourneyRule):
    """One opportunity is written twice.

    Compared are the words, whatever their order, accents, plurals and small words such as
    articles. Dropped opportunities are left out.

    Why:
        It is counted, planned and perhaps begun twice.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - Answer chats until 10 pm
          - name: Decision
            pains: [Nobody tells whether size M is in stock]
            opportunities:
              - Answer the chats until 10 pm

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains: [Nobody answers after 6 pm]
            opportunities:
              - text: Answer chats until 10 pm
                pains:
                  - nobody-answers-after-6-pm
                  - nobody-tells-whether-size-m-is-in-stock
          - name: Decision
            pains: [Nobody tells whether size M is in stock]

    Sources:
        Bain & Company, the Net Promoter System's outer loop, where ideas are gathered and
        doubles sorted out before they are ranked.
    """

    code = "CJ510"
    name = "duplicate-opportunity"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("opportunity.text",)
    needs: frozenset[str] = frozenset({"opportunities.status:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        seen: dict[tuple[str, ...], Item] = {}
        for item, opportunity in subject.told.opportunities:
            words = tuple(sorted(content_words(item.name)))
            if opportunity.status is OpportunityStatus.DROPPED or not words:
                continue
            first = seen.setdefault(words, item)
            if first is not item:
                yield self.problem(
                    item.path,
                    tr("“{opportunity}” stands in the map twice.", opportunity=item.name),
                    tr("Keep one, and name in its `pains` all that it serves."),
                    related=[Place(first.path, tr("it stands here first"))],
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} opportunities stand in the map twice: {names} …", n=number, names=names)


class OpportunityServesMany(JourneyRule):
    """An opportunity counts for more than two pains and names none of them.

    Where it leaves out `pains`, it serves those beside it: at a touchpoint that touchpoint's, at
    a stage the stage's and its touchpoints', at the top the journey's own. Dropped opportunities
    are left out, and so are pains that are resolved or that another opportunity names.

    Why:
        One idea that stands beside many pains answers all of them in the figures, also those
        that it does nothing about, which then look as if somebody took care of them.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            pains:
              - Shipping costs show up in the last step
              - An account is asked for
              - The page forgets the basket
            opportunities:
              - Let people buy as a guest

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            pains:
              - Shipping costs show up in the last step
              - An account is asked for
              - The page forgets the basket
            opportunities:
              - text: Let people buy as a guest
                pains: [an-account-is-asked-for]

    Sources:
        Nielsen Norman Group, Journey Mapping 101: opportunities follow from the pains that were
        found.
    """

    code = "CJ511"
    name = "opportunity-serves-many"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("opportunity.pains",)
    needs: frozenset[str] = frozenset(
        {"pains.status:", "opportunity", "opportunities.pains:", "opportunities.status:"}
    )
    nearby: frozenset[str] = frozenset({"pain"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        settled = frozenset(_settled(subject.improvement))
        for aim in subject.improvement.aims:
            written = subject.things.opportunities[aim.opportunity].says("pains")
            served = [pain for pain in aim.pains if pain.path not in settled]
            if written or aim.status is OpportunityStatus.DROPPED or len(served) <= _FEW:
                continue
            names = [pain.name for pain in served[:SHOWN]]
            yield self.problem(
                aim.opportunity.path,
                tr(
                    "“{opportunity}” names no pain and so counts for the {n} beside it.",
                    n=len(served),
                    opportunity=aim.opportunity.name,
                ),
                tr(
                    "Name in `pains` those that it serves ({names}{more}); `pains: []` says none.",
                    names=line_up([quote(shorten(name, _NAME)) for name in names]),
                    more=" …" if len(served) > SHOWN else "",
                ),
                subject=aim.opportunity.name,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} opportunities name no pain and so count for all beside them: {names} …",
            n=number,
            names=names,
        )


def _settled(improvement: Improvement) -> Iterator[Path]:
    """The pains that need no idea beside them: resolved ones, and those that one names."""
    for answer in improvement.answers:
        if answer.state is PainState.RESOLVED:
            yield answer.pain.path
    for aim in improvement.aims:
        if aim.named and aim.status is not OpportunityStatus.DROPPED:
            yield from (pain.path for pain in aim.pains)


# So many pains one idea may well serve.
_FEW = 2
# Characters of a pain that are enough to know it by.
_NAME = 40
