"""The map as a reader meets it: the types of the one reading.

Every picture, page, table and export draws a `Board` and nothing else. All texts are ready in the
board's language and nothing is escaped; numbers stand raw beside their text where something is
drawn from them. Scores are -2 to +2. There is no geometry here and no markup.

`number` is the number of a touchpoint, from 1 through the whole map (None: what a stage, or the
journey itself, says); `stage` counts from 0. `path` is where a thing stands in the document.
"""

from __future__ import annotations

from typing import Literal

from cjmap.board.digest import Digest
from cjmap.board.measured import Evidenced, Held, Passed
from cjmap.findings import Path
from cjmap.messages import Message
from cjmap.records import dataclass
from cjmap.vocabulary.emotions import Band
from cjmap.vocabulary.improvement import OpportunityStatus, PainState
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.touchpoints import WayType

VERSION = 1


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, or several, with what they are called."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A persona as a small sign.

    `style` numbers the personas of the map from 0 and chooses colour and dash, so that a picture
    of some of them keeps theirs. `initials` are one to four letters or digits that no other
    persona of the map has.
    """

    id: str
    name: str
    initials: str
    style: int


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait of a persona in the user's words: a text, or a `level` 1 to 5 that is drawn as a bar."""

    name: str
    text: str
    level: float | None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a file: its path as written, and what it shows in words."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: `icon` is the name of a drawing or an emoji as declared, `type` its kind or ""."""

    id: str
    label: str
    type: str
    icon: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text of a template that still stands: it is shown in brackets, and counts for nothing."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The title block. `state` and `kind` are the written choices, the rest is text for people.

    `overdue` says that the day of review has passed. `scope` is what the map is about.
    """

    title: str
    organization: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    status: str
    counts: tuple[str, ...]
    updated: str
    review_by: str
    overdue: bool
    owner: str
    version: str
    tags: tuple[str, ...]
    description: str
    scope: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona. `about` is age and role, `kind` a word on its type, `lists` what it wants and the like.

    `assumption` says here and below that what is known of the thing rests on assumptions alone:
    it cites evidence, itself or by its touchpoint or stage, and none of it is more. The path of its `photo` counts from the map's folder, also where a library names it.
    """

    mark: Mark
    path: Path
    kind: str
    negative: bool
    about: tuple[str, ...]
    quote: str
    bio: str
    photo: Image | None
    lists: tuple[Labelled, ...]
    traits: tuple[Trait, ...]
    channels: tuple[Channel, ...]
    assumption: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How a persona feels somewhere: `score` -2 to +2, `level` the nearest of the five faces.

    `figure` is the score, `feeling` its word, `spoken` both with the persona's name.
    """

    mark: Mark
    score: float
    level: int
    figure: str
    feeling: str
    quote: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Stage:
    """The head of a stage. `place` is “2 of 7”; `goal` is for pictures that have no lanes,
    `duration` as written, else what its touchpoints and the waits before them come to.

    `scores` are how it feels as a whole to those whom its touchpoints score, in the order of the
    personas: they are in no curve and in no mean. `notes` are short, as those of a touchpoint.
    `arrived` is which share of those before came on to it, in percent, and `arrived_text` says so;
    None and "" where nothing says that.
    """

    id: str
    path: Path
    name: str
    place: str
    duration: str
    goal: str
    scores: tuple[Score, ...]
    notes: tuple[str, ...]
    arrived: float | None
    arrived_text: str


@dataclass(frozen=True, slots=True)
class PhaseBand:
    """A phase above neighbouring stages: numbers of the first and the last of them, from 0."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A way on from a touchpoint of which there is something to say.

    `target` is the number of where it leads, `label` the kind of way ("" where it just goes on),
    `words` its condition and how many take it; `note` says all of it in one line.
    """

    kind: WayType
    target: int
    label: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A touchpoint as its card shows it.

    `who` are those who take part where that is not everybody. `moment` names the kind of a moment
    of truth, empty where it is none. `scores` are in the order of the personas, `mean` their mean
    and `figure` that mean as readers see it ("" without a score). `level` is the one of the five
    faces, -2 to +2, that stands for the touchpoint as a whole and `band` its side of neutral; None
    and "" without a score, and where the personas are `divided`: some feel good and others bad
    there, so that the mean is nobody's feeling. No single face or colour is drawn of such a
    touchpoint, but those of its `scores`, or the words of `divided`, which name both ends
    ("" where they are not divided).
    `feels` are the words that the map has for how it feels. `notes` are short, one for each
    subject: how it feels, may begin here, the wait, how long it takes, what is asked, how it may
    end, and what there is to say of the ways (where it branches, who begins or ends here);
    `branches`, `wait`, `handoff` and `pains` say each by itself what stands in notes and lanes too,
    for pictures that give it a form of its own or have no lanes. `owner` answers for it: its own,
    else its stage's.
    """

    id: str
    path: Path
    number: int
    stage: int
    name: str
    channels: tuple[Channel, ...]
    alone: str
    moment: str
    scores: tuple[Score, ...]
    mean: float | None
    figure: str
    level: int | None
    band: Band | Literal[""]
    divided: str
    feels: str
    who: tuple[Mark, ...]
    notes: tuple[str, ...]
    branches: tuple[Branch, ...]
    assumption: bool
    wait: str
    takes: str
    handoff: str
    pains: tuple[str, ...]
    image: Image | None
    owner: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of text: `label` says what it is where the lane does not, `who` whom it concerns."""

    text: str
    number: int | None = None
    who: tuple[Mark, ...] = ()
    label: str = ""
    assumption: bool = False


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain. `severity` is 1 to 5, None where nobody assessed it.

    `standing` is what is being done about it, `state` a word for that; `meta` says how often it is
    felt and to what effect. `letters` are those of opportunities elsewhere that answer it.
    """

    id: str
    path: Path
    text: str
    severity: int | None
    standing: PainState
    state: str
    meta: tuple[str, ...]
    cause: str
    owner: str
    who: tuple[Mark, ...]
    number: int | None
    letters: tuple[str, ...]
    assumption: bool


@dataclass(frozen=True, slots=True)
class Opportunity:
    """An opportunity: `status` as written, `badge` its word, `date` until when or since when.

    `rank` counts from 1, None for one that is done or dropped, and is `assumed` where a rating is
    missing; `rank_text` says it with the quadrant, "" where there is none.
    `prospects` say what it is to bring, what it costs and how sure that is.
    `letter` stands at the pains too that it answers where it stands in none of their stages; "" where
    it answers none but those beside it.
    """

    id: str
    path: Path
    text: str
    status: OpportunityStatus
    badge: str
    owner: str
    date: str
    ticket: str
    number: int | None
    letter: str
    rank: int | None
    assumed: bool
    rank_text: str
    prospects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric. `value` is empty where it is not measured; `met` is None where that is no question.

    `count` is how many answers it rests on, `caution` a word where those are few or where nothing
    is measured, `method` how it was measured. `held` is what the data say of it, where they were
    asked.
    """

    id: str
    path: Path
    name: str
    value: str
    interval: str
    count: str
    caution: str
    target: str
    met: bool | None
    method: str
    who: tuple[Mark, ...]
    number: int | None
    assumption: bool
    held: Held | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many reach a stage.

    `share` is that of the largest reach, 0 to 1. `conversion` says which part of whom came on;
    `target` and `met` are that conversion's. `alarm` is a word where most are lost on the way here.
    `passed` is what was measured, where the data were asked; `share` is of that then.
    """

    name: str
    value: str
    share: float | None
    conversion: str
    interval: str
    target: str
    met: bool | None
    alarm: str
    passed: Passed | None


@dataclass(frozen=True, slots=True)
class Action:
    """A line of a blueprint. A handoff's actor is the way from hand to hand, an automation's its
    trigger and delay, with the channel for its system.
    """

    actor: str
    does: str
    system: str
    fails: str
    recovery: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    """What the touchpoint with a number and a name looks like."""

    number: int
    name: str
    image: Image


Item = Entry | Touchpoint | Pain | Opportunity | Metric | Reach | Action | Scene


@dataclass(frozen=True, slots=True)
class Gap:
    """What a cell owes its reader.

    `code` is the rule that says so, "" where none does; `finding` the number of that finding among
    those given, from 1.
    """

    text: str
    code: str
    finding: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A lane in a stage. A `gap` beside items says what is missing all the same; `quiet` is a word
    where nothing stands on purpose.
    """

    items: tuple[Item, ...] = ()
    gap: Gap | None = None
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the map; the lane of emotions holds the curve and has no cells where there is one.

    `line` names the line of a blueprint that stands above it; `own` says that the map declared it.
    """

    key: str
    title: str
    subtitle: str
    line: str
    own: bool
    cells: tuple[Cell, ...]

    @property
    def is_curve(self) -> bool:
        """Whether it holds the curve."""
        return self.key == LaneName.EMOTION and not self.cells


@dataclass(frozen=True, slots=True)
class Point:
    """A score on a persona's curve, at a touchpoint or (without `number`) at a stage.

    `feeling` is its word: `words`, which the map has for it, else that of its level. `off` says
    that it lies off the persona's usual way. `extreme` is lowest, highest or "".
    """

    path: Path
    stage: int
    number: int | None
    place: str
    score: float
    level: int
    figure: str
    feeling: str
    words: str
    quote: str
    moment: str
    off: bool
    extreme: str
    spoken: str
    assumption: bool


@dataclass(frozen=True, slots=True)
class Stub:
    """What leads to a point off the usual way: both are numbers of points of a line, from 0.

    `source` is None where nothing is known of how that felt from which the way leads here.
    """

    point: int
    source: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A persona's curve, its points in the order of the file; `mean` is text.

    `runs` are the stretches over which a line joins points of the usual way, by number from 0, from
    left to right: it is broken where that way turns back, and over a stage that says nothing of
    anybody's emotion. `bridged` are those of these points before which the way leads across
    touchpoints without a score. `stubs` lead to the points beside it.
    """

    mark: Mark
    mean: str
    points: tuple[Point, ...]
    runs: tuple[tuple[int, ...], ...]
    bridged: tuple[int, ...]
    stubs: tuple[Stub, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to set beside a point, the most telling first; `line` and `point` count from 0."""

    line: int
    point: int
    text: str
    high: bool


@dataclass(frozen=True, slots=True)
class Hole:
    """A stage in which nobody is scored although somebody should be."""

    stage: int
    gap: Gap


@dataclass(frozen=True, slots=True)
class Curve:
    """The curves of those drawn, in the order of the personas. `scale` is each whole score with its text."""

    lines: tuple[Line, ...]
    scale: tuple[tuple[int, str], ...]
    holes: tuple[Hole, ...]
    quotes: tuple[Quote, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class PastPoint:
    """A score of the earlier state, on the scale of this one.

    It stands at the touchpoint of now that it was of, by `number`, or at its `stage`; both are
    None where that is gone. `off` says that it lay off the usual way of then.
    """

    stage: int | None
    number: int | None
    place: str
    score: float
    level: int
    figure: str
    spoken: str
    off: bool


@dataclass(frozen=True, slots=True)
class PastLine:
    """How a persona of now felt in the earlier state, in the order of that file; `mean` then."""

    mark: Mark
    mean: str
    points: tuple[PastPoint, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise than it was at a touchpoint: `kind` is better, worse, added or gone.

    `number` is None for what is gone, `who` has it for a score, and is None for a touchpoint.
    """

    kind: Literal["better", "worse", "added", "gone"]
    number: int | None
    place: str
    who: Mark | None
    text: str


@dataclass(frozen=True, slots=True)
class Past:
    """The curves of the earlier state and what changed since, in the order of the map, what is gone last.

    `label` says of when it is, `now` the same of this state; `ahead` that this one is yet to come.
    """

    title: str
    label: str
    now: str
    ahead: bool
    lines: tuple[PastLine, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A headline figure. `trend` is up, down or ""; `good` whether the change is for the better.

    `within` says that the change is no larger than the margin of what is measured, `compared` that
    it is the change from the state before, whose title is the board's `baseline`. `target` is "" and
    `met` None where nothing is promised, or nobody says which way is better.
    """

    key: str
    value: str
    label: str
    note: str = ""
    change: str = ""
    trend: str = ""
    good: bool = True
    within: bool = False
    compared: bool = False
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What changed after opportunities were done; `change` is as written, else computed."""

    metric: str
    before: str
    after: str
    change: str
    when: str
    opportunities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a done opportunity was to bring of a metric, by the earlier state, and what it brought.

    `reached` is "" where nobody has said; `kept` is None where that is not known, or which way is
    better.
    """

    opportunity: str
    metric: str
    promised: str
    reached: str
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence; `details` are its size, day and confidence, `uses` how often it is cited.

    `touchpoints` are the numbers of those that rest on it, or in which something does.
    """

    id: str
    path: Path
    title: str
    kind: str
    assumption: bool
    details: tuple[str, ...]
    url: str
    file: str
    uses: str
    touchpoints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """What concerns the journey as a whole; `lanes` are the rows of the user's own that say it."""

    pains: tuple[Pain, ...]
    gains: tuple[Entry, ...]
    opportunities: tuple[Opportunity, ...]
    metrics: tuple[Metric, ...]
    lanes: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one touchpoint to another, by number; `kind` is happy, alternative or exception.

    Of several that are written as happy those alone are told so which somebody usually takes.
    `when` is its condition and `share` how many take it, in percent; `words` say both. `aside` says
    that it begins off the usual way: a happy one goes on from there, and is nobody's usual way.
    """

    source: int
    target: int
    kind: WayType
    when: str
    share: float | None
    words: str
    written: bool
    aside: bool

    @property
    def label(self) -> Message | None:
        """What kind of way it is; None where it just goes on."""
        return None if self.aside and self.kind is WayType.HAPPY else self.kind.label


@dataclass(frozen=True, slots=True)
class Terminal:
    """A beginning or end of the journey at a touchpoint.

    `how` a beginning is: start, entry (those who begin there also come by from elsewhere) or join
    (others come by already); an end: success, abandon, exit (may end here) or end (nothing leads
    on). `who` are names, empty where it holds for all who take part there and the map has no
    separate ways.
    """

    number: int
    how: str
    who: str


@dataclass(frozen=True, slots=True)
class Relay:
    """Two touchpoints, by number, between which the story goes on with others and nobody goes."""

    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The ways; `starts` are the touchpoints where somebody begins, `ends` how each last one ends."""

    ways: tuple[Way, ...]
    starts: tuple[Terminal, ...]
    ends: tuple[Terminal, ...]
    relays: tuple[Relay, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the blueprint, by the lane that it is; `line` names the line above it, if one is."""

    key: LaneName
    title: str
    subtitle: str
    line: str


@dataclass(frozen=True, slots=True)
class Step:
    """A column of the blueprint: a touchpoint, or (without `number`) a stage as a whole.

    `does` is what the customer does, `evidence` what is seen and touched; `takes` and the `wait`
    before it are durations as words. `notes` are those of the card that stand nowhere else in a
    blueprint, and where the usual way leads that does not lead to the next step.
    """

    stage: int
    number: int | None
    does: tuple[str, ...]
    evidence: tuple[str, ...]
    takes: str
    wait: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of the blueprint, in the zone of a lane: somebody, or something, that acts there.

    `kind` is actor, system, automation (what goes out by itself), handoff (from a hand that nobody
    names) or unnamed, of which `name` is "".
    """

    zone: LaneName
    name: str
    kind: Literal["actor", "system", "automation", "handoff", "unnamed"]


@dataclass(frozen=True, slots=True)
class Act:
    """What stands at a step in an actor's row (None: the customer's); both count from 0.

    `kind` is action, automation (`label`: what sets it off and when, `text`: what it says),
    handoff (`label`: to whom, `text`: what it carries) or takeover, where a handoff arrives and
    nothing else is written. `system` is what the actor uses, `channel` what a message goes out on.
    `fails` is how it can fail, `recovery` what happens then.
    """

    actor: int | None
    step: int
    kind: Literal["action", "automation", "handoff", "takeover"]
    label: str
    text: str
    system: str
    channel: Channel | None
    fails: str
    recovery: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow within a step, from all of its `sources` to all of its `targets`.

    Both are numbers of acts, from 0; None is the customer. `kind` is ask (who asks, and who
    answers), automation (a message to the customer) or handoff.
    """

    step: int
    kind: Literal["ask", "automation", "handoff"]
    sources: tuple[int | None, ...]
    targets: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Who does what for the customer, seen and unseen: rows by who acts, columns by touchpoint.

    `zones` stand from what the customer sees and touches to what carries it all, and `actors` zone
    by zone; one written alike in several places of a zone is one.
    """

    zones: tuple[Zone, ...]
    steps: tuple[Step, ...]
    actors: tuple[Actor, ...]
    acts: tuple[Act, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """One map, for everybody or for some of its personas, in one language."""

    file: str
    language: str
    heading: Heading
    digest: Digest
    baseline: str
    personas: tuple[Persona, ...]
    everybody: int
    stages: tuple[Stage, ...]
    bands: tuple[PhaseBand, ...]
    touchpoints: tuple[Touchpoint, ...]
    lanes: tuple[Lane, ...]
    curve: Curve
    past: Past | None
    journey: tuple[Tile, ...]
    experience: tuple[Tile, ...]
    whole: Whole
    outcomes: tuple[Outcome, ...]
    promises: tuple[Promise, ...]
    evidence: tuple[Evidence, ...]
    flow: Flow
    blueprint: Blueprint
    absent: tuple[int, ...]
    prompts: tuple[Prompt, ...]
    measured: Evidenced | None
    spoken: str
