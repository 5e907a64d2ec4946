"""Pains, and what is done about them."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.improvement import Answer, missing_ratings
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.findings import Place, Problem, Severity
from cjmap.messages import Message, line_up, ntr, tr
from cjmap.rules.base import JourneyRule
from cjmap.vocabulary.improvement import OpportunityStatus, PainState


class PainWithoutOpportunity(JourneyRule):
    """A pain is answered by nothing.

    An opportunity anywhere in the map answers a pain if it names it, or names none and stands
    beside it: at the same touchpoint, at its stage, or at the top for a pain of the journey as
    a whole. Dropped opportunities answer nothing; resolved pains need no answer.

    Why:
        A map earns its keep by what changes afterwards. A pain that nobody has an idea for stays
        what it is, whoever has nodded at it.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains:
              - Nobody answers after 6 pm

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains:
              - Nobody answers after 6 pm
            opportunities:
              - Answer chats until 10 pm

    Sources:
        Nielsen Norman Group, Journey Mapping 101, which counts opportunities, with owners and
        measures, among the parts of every map.
    """

    code = "CJ501"
    name = "pain-without-opportunity"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("pains", "opportunity.pains", "opportunities")
    needs: frozenset[str] = frozenset(
        {"opportunity", "opportunities.pains:", "opportunities.status:"}
    )
    nearby: frozenset[str] = frozenset({"pain", "status:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for answer in subject.improvement.unanswered:
            dropped = answer.opportunities
            yield self.problem(
                answer.pain.path,
                tr("What would answer “{pain}” was dropped.", pain=answer.pain.name)
                if dropped
                else tr("Nothing answers “{pain}”.", pain=answer.pain.name),
                tr(
                    "Write an opportunity beside it, or name it in the `pains` of one; "
                    "write `status: resolved` if it is gone. {owner}",
                    owner=_NO_OWNER,
                )
                if _lacks_owner(subject, answer)
                else tr(
                    "Write an opportunity beside it, or name it in the `pains` of one; "
                    "write `status: resolved` if it is gone."
                ),
                related=[Place(item.path, tr("dropped")) for item in dropped[:3]],
                subject=answer.pain.name,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("Nothing answers {n} pains: {names} …", n=number, names=names)


class SeverePainWithoutOwner(JourneyRule):
    """A severe pain has no owner.

    Severe is a severity of 4 or 5. The owner of the touchpoint at which it stands will do; a
    stage's owner answers for too much to answer for one pain. Where CJ501 or CJ505 speaks of the
    pain, its help says this too.

    Why:
        What belongs to everybody is mended by nobody, above all where it takes several
        departments.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains:
              - text: Nobody answers after 6 pm
                severity: 5
            opportunities:
              - text: Answer chats until 10 pm
                status: planned
                owner: Customer service

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains:
              - text: Nobody answers after 6 pm
                severity: 5
                owner: Customer service
            opportunities:
              - text: Answer chats until 10 pm
                status: planned
                owner: Customer service

    Sources:
        Nielsen Norman Group, Journey Mapping 101: who owns what change? Bain & Company, the Net
        Promoter System's outer loop, in which each issue goes to somebody accountable.
    """

    code = "CJ502"
    name = "severe-pain-without-owner"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("pain.severity", "pain.owner")
    nearby: frozenset[str] = frozenset({"owner:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for answer in subject.improvement.answers:
            item = answer.pain
            if answer.state.is_answered and not is_idea(answer) and _lacks_owner(subject, answer):
                yield self.problem(
                    item.path,
                    tr(
                        "Nobody owns “{pain}” (severity {severity}).",
                        pain=item.name,
                        severity=answer.severity,
                    ),
                    tr("Name in `owner` who answers for it."),
                    subject=item.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("Nobody owns {n} severe pains: {names} …", n=number, names=names)


# One pain draws one finding: what else is missing stands in the help of CJ501 and CJ505.
_NO_OWNER = tr("It is severe, too: name in `owner` who answers for it.")
_NO_RATING = tr("Nobody has rated it: write `customer_value`, `business_value` and `effort`.")


def _lacks_owner(subject: Subject, answer: Answer) -> bool:
    """Whether a severe pain belongs to nobody."""
    owned = subject.things.pains[answer.pain].owner or _touchpoint_owner(subject, answer.pain)
    return answer.severe and not owned


def is_idea(answer: Answer) -> bool:
    """Whether only ideas answer a severe pain."""
    return answer.severe and answer.state is PainState.IDEA


def find_ideas(subject: Subject, answer: Answer) -> list[Item]:
    return [
        item
        for item in answer.opportunities
        if subject.things.opportunities[item].status is OpportunityStatus.IDEA
    ]


def _touchpoint_owner(subject: Subject, item: Item) -> str | None:
    if len(item.place) <= len(("stages", 0)):
        return None
    return subject.things.touchpoints.at(item.place).owner


class SeverePainOnlyIdea(JourneyRule):
    """Nothing but ideas answers a severe pain.

    Severe is a severity of 4 or 5. All its opportunities are ideas, or dropped; where all are
    dropped, CJ501 says so.

    Why:
        What makes customers leave deserves more than a note on the wall.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains:
              - text: Nobody answers after 6 pm
                severity: 5
                owner: Customer service
            opportunities:
              - text: Answer chats until 10 pm

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            pains:
              - text: Nobody answers after 6 pm
                severity: 5
                owner: Customer service
            opportunities:
              - text: Answer chats until 10 pm
                status: planned
                owner: Customer service
                due: 2027-03-31

    Sources:
        Smaply, Journey prioritization: the hard part is not to find what to mend but to decide
        and to do it.
    """

    code = "CJ505"
    name = "severe-pain-only-idea"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("pain.severity", "opportunity.status")
    needs: frozenset[str] = frozenset(
        {"opportunity", "opportunities.pains:", "opportunities.status:"}
    )
    nearby: frozenset[str] = frozenset({"pain", "status:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for answer in subject.improvement.answers:
            ideas = find_ideas(subject, answer)
            if is_idea(answer):
                yield self.problem(
                    answer.pain.path,
                    ntr(
                        "What answers “{pain}” (severity {severity}) is still an idea.",
                        "All that answers “{pain}” (severity {severity}) are {n} ideas.",
                        len(ideas),
                        pain=answer.pain.name,
                        severity=answer.severity,
                    ),
                    self._help(subject, answer, ideas),
                    related=[Place(item.path, tr("an idea")) for item in ideas[:3]],
                    subject=answer.pain.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("Nothing but ideas answers {n} severe pains: {names} …", n=number, names=names)

    def _help(self, subject: Subject, answer: Answer, ideas: list[Item]) -> Message:
        """What to decide, and what else is missing of the pain and of its first idea."""
        steps = [tr("Decide: plan one with an owner and a date, or say why not.")]
        if _lacks_owner(subject, answer):
            steps.append(_NO_OWNER)
        if missing_ratings(subject.things.opportunities[ideas[0]]):
            steps.append(_NO_RATING)
        return line_up(steps, " ")
