"""How do I say …? What maps are asked to say, and where it goes, each with a small map.

Questions, answers and maps are English; `keys.translated` has them in a language.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Final

from cjmap.messages import LANGUAGES, translate_page
from cjmap.records import dataclass
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest

# How long a word is that stands in many questions and tells them apart in none.
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """A question by its name (a slug), the answer in a few sentences, and a map that says it.

    `keys` are those that the answer rests on, as `cjmap explain` takes them.
    """

    name: str
    question: str
    answer: str
    keys: tuple[str, ...]
    map: str


def find_topics(asked: str) -> tuple[Topic, ...]:
    """The topic of a name, else those in whose question all words stand, in English or Spanish.

    Short words alone, such as articles, ask for nothing.
    """
    name = slug(asked)
    named = tuple(topic for topic in TOPICS if topic.name == name)
    wanted = set(name.split("-"))
    if named or max(map(len, wanted)) <= _SHORT:
        return named
    return tuple(topic for topic in TOPICS if any(wanted <= words for words in _words(topic)))


def _words(topic: Topic) -> Iterator[set[str]]:
    """The words of a question, in each language."""
    for language in LANGUAGES:
        yield set(slug(translate_page(topic.question, language)).split("-"))


def near_topic(asked: str) -> str:
    """The name that is nearest to one that no topic has, "" where none is near."""
    found = nearest(slug(asked), [topic.name for topic in TOPICS])
    return found[0] if found else ""


def topic_texts() -> Iterator[str]:
    """Every text of the topics that has a translation."""
    for topic in TOPICS:
        yield from (topic.question, topic.answer, topic.map)


def _topic(name: str, question: str, answer: str, keys: str, map: str) -> Topic:
    told = " ".join(answer.split())
    return Topic(name, question, told, tuple(keys.split()), inspect.cleandoc(map) + "\n")


TOPICS: Final = (
    _topic(
        "feeling-that-turns",
        "A feeling that turns within a touchpoint",
        """Make two touchpoints of it: what happens before the feeling turns, and what happens
        after. A touchpoint has one score for each persona, so that the curve can show the turn.""",
        "touchpoint.emotion stage.touchpoints",
        """
        title: Collect a parcel
        personas: [Laura]
        stages:
          - name: Collection
            touchpoints:
              - name: Queue at the counter
                channel: store
                emotion: -1
              - name: The parcel is there
                channel: store
                emotion: 2
        """,
    ),
    _topic(
        "feeling-by-ending",
        "A feeling that depends on how it ends",
        """Let the way branch, and give each ending a touchpoint with its own score: the happy way
        and an alternative or an exception, each with its condition.""",
        "touchpoint.next next.when next.type touchpoint.exit",
        """
        title: Apply for a loan
        personas: [Laura]
        stages:
          - name: Decision
            touchpoints:
              - name: The bank decides
                kind: action
                emotion: 0
                next:
                  - to: approved
                    when: the income is enough
                  - to: refused
                    when: the income is too low
                    type: exception
              - name: Approved
                channel: email
                emotion: 2
                exit: success
              - name: Refused
                channel: email
                emotion: -2
                exit: abandon
                pains:
                  - Nobody says why
        """,
    ),
    _topic(
        "two-personas-two-feelings",
        "One touchpoint, and each persona feels otherwise",
        """Write `emotions`, a score for each persona. `emotion` holds for everybody who takes
        part and is not named there.""",
        "touchpoint.emotions touchpoint.emotion",
        """
        title: Visit the doctor
        personas: [Laura, Jorge]
        stages:
          - name: Visit
            touchpoints:
              - name: Waiting room
                channel: on-site
                emotions:
                  laura: 1
                  jorge: -1
        """,
    ),
    _topic(
        "feeling-in-words",
        "A feeling in words, or a word beside a score",
        """A word alone is a label without a score: it is shown, and puts no point on the curve.
        Write both to have both; a face or a level such as `negative` is a score too.""",
        "emotion.label emotion.score emotion.intensity",
        """
        title: Return a coat
        personas: [Laura]
        stages:
          - name: Return
            touchpoints:
              - name: Form for the return
                channel: web
                emotion:
                  score: -1
                  label: annoyed
              - name: Money back
                channel: email
                emotion: 🙂 relieved
        """,
    ),
    _topic(
        "own-scale",
        "Scores on another scale than -2 to +2",
        """Write the scale once, at the top: the worst score first. Everybody sees the scores as
        you write them, and comparisons between maps are made on -2 to +2.""",
        "emotion_scale",
        """
        title: Book a table
        emotion_scale: [1, 5]
        personas: [Laura]
        stages:
          - name: Booking
            touchpoints:
              - name: Search for a table
                channel: web
                emotion: 2
              - name: Confirmation
                channel: email
                emotion: 5
        """,
    ),
    _topic(
        "level-above-stages",
        "A level above the stages",
        """Give neighbouring stages the same written `phase`: a band with its name stands above
        them. Phases of your own are listed under `lifecycle`. A journey that is too large for one
        map becomes several, with links between them.""",
        "stage.phase lifecycle links",
        """
        title: Buy a house
        lifecycle: [Search, Purchase, Living]
        personas: [Laura]
        stages:
          - name: Portals
            phase: Search
            touchpoints: [Advertisement]
          - name: Visits
            phase: Search
            touchpoints: [First visit]
          - name: Contract
            phase: Purchase
            touchpoints: [Notary]
        """,
    ),
    _topic(
        "part-of-a-larger-journey",
        "A map that is part of a larger one, or goes on in another",
        """Link the two files: `rel: parent` names the larger map, `child` a part, `next` what
        follows, `variant` the same journey in another way. `from` says where here, and what stands
        behind `#` where there.""",
        "links link.rel link.from",
        """
        title: Onboarding
        personas: [Laura]
        stages:
          - name: First week
            touchpoints: [Welcome call]
        links:
          - to: whole-life.journey.yaml#contract
            rel: parent
        """,
    ),
    _topic(
        "open-question",
        "An open question, or anything else that has no key",
        """Declare a row of your own under `lanes` and fill it in at stages and touchpoints, or
        with `texts` for the journey as a whole. It stands on pictures and pages as the built-in
        rows do. What no reader should see is a key that begins with `x-`.""",
        "lanes touchpoint.lanes lane.texts",
        """
        title: Order lenses
        personas: [Laura]
        lanes:
          - name: Open questions
            help: to be asked in interviews
            texts: Who pays for a second pair?
        stages:
          - name: Order
            touchpoints:
              - name: Prescription
                channel: web
                lanes:
                  open-questions: Does she have the prescription at hand?
                x-screen: checkout-3
        """,
    ),
    _topic(
        "insight",
        "An insight that is no pain",
        """What customers said word for word is a `quote`, what they think a thought, what goes
        well a gain. An insight of the team is a row of your own, with evidence in its text or at
        the touchpoint.""",
        "touchpoint.quote touchpoint.gains lanes",
        """
        title: Choose a gym
        personas: [Laura]
        lanes: [Insights]
        evidence:
          - id: interviews-2026
            title: Eight interviews, March 2026
            type: interview
        stages:
          - name: Trial
            touchpoints:
              - name: First training
                channel: on-site
                quote: Nobody looked at me, that was good
                gains:
                  - A trainer shows the machines
                lanes:
                  insights: Beginners come with a friend, or not at all.
                evidence: interviews-2026
        """,
    ),
    _topic(
        "later-release",
        "Something that comes with a later release",
        """It is an opportunity that is planned, with a day. How the journey is to be then is a
        map of its own with `state: future`, which names this one as its baseline.""",
        "opportunity.status opportunity.due state link.rel",
        """
        title: Pay in the shop
        state: current
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                channel: store
                pains:
                  - text: Cash only
                    severity: high
                opportunities:
                  - text: Take cards
                    status: planned
                    owner: Store operations
                    due: 2027-03-31
        """,
    ),
    _topic(
        "before-and-after",
        "Before and after",
        """Two maps: the later one links to the earlier with `rel: baseline`. What changed in
        figures is an outcome, of one opportunity or of the journey.""",
        "link.rel outcomes opportunity.outcome",
        """
        title: Delivery after the change
        personas: [Laura]
        stages:
          - name: Delivery
            touchpoints:
              - name: Courier at the door
                channel: courier
                emotion: 1
                opportunities:
                  - text: Offer a time slot
                    pains: []
                    status: done
                    done: 2026-05-02
                    outcome:
                      - metric: csat
                        before: 61 %
                        after: 78 %
        links:
          - to: delivery-2025.journey.yaml
            rel: baseline
        """,
    ),
    _topic(
        "failure",
        "A failure, with who answers for it and how it is noticed",
        """At a line of the blueprint write what `fails` and what its `recovery` is, with the
        actor and the system in which it shows. What it does to the customer is a pain with its
        owner and its cause, and where the customer goes then is a way of the type `exception`.""",
        "line.fails line.recovery pain.owner pain.cause next.type",
        """
        title: Pay online
        personas: [Laura]
        stages:
          - name: Payment
            touchpoints:
              - name: Card details
                channel: web
                emotion: -1
                next:
                  - to: confirmation
                  - to: call-from-support
                    when: the bank refuses the card
                    type: exception
                backstage:
                  - actor: Payments
                    does: Checks the card
                    system: Gateway
                    fails: The bank does not answer; the alarm goes to the team on call
                    recovery: A second bank takes over
                pains:
                  - text: The payment hangs, and nobody says whether it went through
                    severity: critical
                    owner: Payments
                    cause: Time-outs of the bank
              - name: Call from support
                channel: phone
                emotion: 0
                next: confirmation
              - name: Confirmation
                channel: email
                emotion: 1
        """,
    ),
    _topic(
        "share-of-a-branch",
        "How many customers take a branch",
        """Write `share` at the way, in percent. How many reach a stage is a metric of the type
        `reach`, and how many came on from the stage before one of the type `conversion`.""",
        "next.share metric.type",
        """
        title: Choose a size
        personas: [Laura]
        stages:
          - name: Choice
            metrics:
              - type: reach
                value: 12000
            touchpoints:
              - name: Size guide
                channel: web
                next:
                  - to: cart
                    share: 88
                  - to: chat
                    when: between two sizes
                    type: alternative
                    share: 12
              - name: Chat
                channel: chat
              - name: Cart
                channel: web
        """,
    ),
    _topic(
        "way-back",
        "A way back, or something that happens again and again",
        """`next` may lead to any touchpoint, also to one before it. A touchpoint that is left
        that way alone needs another way out, or an `exit`.""",
        "touchpoint.next touchpoint.exit",
        """
        title: File a claim
        personas: [Laura]
        stages:
          - name: Claim
            touchpoints:
              - name: Form
                channel: web
              - name: Review
                channel: email
                next:
                  - to: payment
                  - to: form
                    when: a receipt is missing
                    type: exception
              - name: Payment
                channel: email
        """,
    ),
    _topic(
        "begin-elsewhere",
        "A journey that may begin or end in several places",
        """`entry: true` says that the journey may also begin there, `exit` that it may end there:
        `success` as it should, `abandon` where customers give up.""",
        "touchpoint.entry touchpoint.exit",
        """
        title: Find a flat
        personas: [Laura]
        stages:
          - name: Search
            touchpoints:
              - name: Portal
                channel: web
              - name: Tip of a friend
                channel: word-of-mouth
                entry: true
              - name: Visit
                channel: on-site
                exit: success
        """,
    ),
    _topic(
        "some-personas-only",
        "A touchpoint or stage that only some personas meet",
        """Name them under `personas` at the touchpoint, or at the stage for all that stands in
        it. Where nobody is named, everybody takes part but negative personas.""",
        "touchpoint.personas stage.personas persona.type",
        """
        title: Buy software
        personas: [Laura, Jorge]
        stages:
          - name: Evaluation
            touchpoints:
              - name: Trial
                channel: web
                personas: laura
              - name: Security questions
                channel: email
                personas: jorge
              - name: Decision
                channel: video-call
        """,
    ),
    _topic(
        "several-channels",
        "Several channels at one touchpoint, or none",
        """`channel` takes one or a list; any word may stand there. Where the customer acts alone,
        there is none: say `kind: action`.""",
        "touchpoint.channel touchpoint.kind channels",
        """
        title: Prepare a trip
        personas: [Laura]
        stages:
          - name: Preparation
            touchpoints:
              - name: Check-in
                channel: [app, kiosk]
              - name: Packs her bag
                kind: action
        """,
    ),
    _topic(
        "waiting",
        "How long something takes, and how long one waits for it",
        """`duration` is how long a touchpoint or a stage takes, `wait` how long the customer waits
        before it. Numbers with a unit add up (`20 min`, `2 h`, `P3D`), words are shown and counted
        nowhere.""",
        "touchpoint.duration touchpoint.wait stage.duration",
        """
        title: Have a scan
        personas: [Laura]
        stages:
          - name: Scan
            touchpoints:
              - name: Scan
                channel: on-site
                wait: 3 w
                duration: 20 min
              - name: Result
                channel: phone
                wait: 2 d
        """,
    ),
    _topic(
        "who-does-what-behind",
        "Who does what behind the scenes, and what is handed over",
        """`frontstage` is what the customer sees of staff and systems, `backstage` what happens
        out of sight, `support` what carries it; each line with actor, system and what can fail.
        `handoff` says what passes from one hand to the next, `automation` what goes out by
        itself.""",
        "touchpoint.backstage touchpoint.frontstage touchpoint.handoff touchpoint.automation",
        """
        title: Check in at a hotel
        kind: blueprint
        personas: [Laura]
        stages:
          - name: Arrival
            touchpoints:
              - name: Reception
                channel: on-site
                does: Shows her passport
                frontstage:
                  - actor: Reception
                    does: Greets her and looks for the booking
                backstage:
                  - actor: Housekeeping
                    does: Says which rooms are ready
                    system: Room board
                support: Booking system
                handoff:
                  from: Reception
                  to: Porter
                  carries: The bags and the room number
                automation:
                  - trigger: room ready
                    delay: PT0S
                    channel: sms
                    message: Your room is ready
        """,
    ),
    _topic(
        "assumption",
        "Something that we believe and nobody has looked at",
        """Cite a piece of evidence of the type `assumption`. What rests on it is marked as such,
        and a map that rests on assumptions cannot be called validated.""",
        "evidence.type touchpoint.evidence",
        """
        title: Rent a bike
        personas: [Laura]
        evidence:
          - id: workshop
            title: Written down in a workshop, nobody asked
            type: assumption
        stages:
          - name: Rental
            touchpoints:
              - name: Unlock the bike
                channel: app
                emotion: 1
                evidence: workshop
        """,
    ),
    _topic(
        "none-on-purpose",
        "We looked, and there is none",
        """An empty list says so: `pains: []`. A key that is left out says that nobody has looked
        yet, and counts as a gap. An emotion that does not apply is `none`.""",
        "stage.pains emotion.score",
        """
        title: Thank a customer
        personas: [Laura]
        stages:
          - name: After-sale
            pains: []
            touchpoints:
              - name: Card in the parcel
                channel: print
                emotion: none
        """,
    ),
    _topic(
        "shared-by-maps",
        "Personas, channels or evidence that several maps share",
        """Write them once in a library (`people.library.yaml`, with `kind: library`) beside the
        maps. A map names them by id or name; what it adds, such as evidence, stands with the id.""",
        "kind personas evidence channels",
        """
        kind: library
        title: People
        personas:
          - id: laura
            name: Laura
            role: Online shopper
            goals: A coat that fits
        evidence:
          - id: interviews-2026
            title: Eight interviews, March 2026
            type: interview
        """,
    ),
    _topic(
        "figure-with-target",
        "A figure, its target, and how sure it is",
        """A metric has a type, a value, how many answers it rests on (`n`), its day and its
        target. From `n` (an NPS: from its components) follows the interval in which the true value
        lies. Earlier values are its `history`.""",
        "metric.value metric.n metric.target metric.history metric.components",
        """
        title: Subscribe to a paper
        personas: [Laura]
        metrics:
          - type: nps
            components:
              promoters: 120
              passives: 60
              detractors: 20
            date: 2026-06-30
            target: ">= 40"
            history:
              - date: 2025-06-30
                value: 31
        stages:
          - name: Reading
            touchpoints:
              - name: Paper at the door
                channel: print
        """,
    ),
    _topic(
        "who-answers",
        "Who answers for it",
        """`owner` at the map, a stage, a touchpoint, a pain or an opportunity. `cjmap gaps --by
        owner` lists what each of them answers for, and what is overdue.""",
        "journey.owner stage.owner pain.owner opportunity.owner",
        """
        title: Report a fault
        owner: Customer experience
        personas: [Laura]
        stages:
          - name: Report
            owner: Service
            touchpoints:
              - name: Hotline
                channel: phone
                owner: Call centre
        """,
    ),
    _topic(
        "colon-in-a-text",
        "A text with a colon, a `#` or a comma in it",
        """Put the whole text in quotes. In lists write one item a line: there a comma stays a
        comma.""",
        "touchpoint.does",
        """
        title: "Returns: the second try"
        personas: [Laura]
        stages:
          - name: "Call #2"
            touchpoints:
              - name: Hotline
                channel: phone
                does:
                  - "Says it again: name, number, reason"
                  - Waits, listens to music, waits
        """,
    ),
    _topic(
        "silence-a-finding",
        "A finding that is right in general and wrong here",
        """Write a comment on the line of what it marks, or above it: `# cjmap: ignore[CJ309]` with
        the reason. For a whole file or workspace there are `ignore-file[…]` and the settings.""",
        "touchpoint.channel",
        """
        title: Move house
        personas: [Laura]
        stages:
          - name: Moving day
            touchpoints:
              # cjmap: ignore[CJ309] the neighbours help, which is no channel of ours
              - name: Neighbours carry boxes
                emotion: 1
        """,
    ),
)
"""Every topic, what is asked most often first."""
