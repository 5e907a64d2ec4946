"""The map as it is judged: the types of the second half of the one reading.

What a `Board` shows is weighed here: coverage, gaps, steps, feelings in figures, story, the way
through, ratings, backlog, ties to other maps, findings. Texts are ready in the assessment's
language and nothing is escaped; numbers stand raw and unrounded beside their texts. Scores are
-2 to +2, percentages 0 to 100. There is no geometry here and no markup.

`stage` counts from 0. `path` is where a thing stands in the document, and `about` the path of the
nearest thing on the map to that (a persona, stage, touchpoint, pain, opportunity or piece of
evidence), () for the journey itself.
"""

from __future__ import annotations

from pathlib import Path as FilePath

from cjmap.board.board import Channel, Mark, Metric, Opportunity, Pain, Prompt
from cjmap.findings import Finding, Path
from cjmap.records import dataclass
from cjmap.vocabulary.emotions import Band
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.maps import Thing


@dataclass(frozen=True, slots=True)
class Percentage:
    """How much is filled in. `value` is None where nothing applies.

    `state` is full, partial (half and more), missing or n/a. `text` is as short as stays true
    (only all reads as 100, only none as 0), `bare` the same without its sign; both are a dash where
    nothing applies.
    """

    value: float | None
    state: str
    text: str
    bare: str


@dataclass(frozen=True, slots=True)
class Mean:
    """A score, or the mean of several. `level` is the nearest of the five faces, -2 to +2.

    `figure` has two decimals at most, `brief` one.
    """

    value: float
    level: int
    band: Band
    figure: str
    brief: str


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """A stage in a dimension. `state` is full, partial, missing or n/a, `label` its word.

    `lacks` says what the stage owes its reader there; empty where nothing.
    """

    state: str
    label: str
    lacks: str


@dataclass(frozen=True, slots=True)
class DimensionCoverage:
    """A dimension over all stages; percentages of stages and map rest on the `required` ones."""

    key: str
    label: str
    required: bool
    percent: Percentage


@dataclass(frozen=True, slots=True)
class Whole:
    """How a persona (its id) feels in a stage as a whole, as the map says it there; `text` with its name.

    `score` is -2 to +2, None where there are words alone; `label` the map's own word or "". `counts`
    says that no touchpoint of the stage scores the persona, so that it stands for those on the curve.
    """

    persona: str
    score: float | None
    label: str
    counts: bool
    text: str


@dataclass(frozen=True, slots=True)
class StageCoverage:
    """A stage, with a cell for each dimension, in their order.

    `phases` are the labels of the lifecycle's phases that it covers, `phase_ids` their ids.
    `mean` is that of its personas' means there, `wholes` what it says of how it feels itself.
    `pains` are all that stand in it, `answered` those of them that are answered.
    """

    id: str
    path: Path
    name: str
    phases: tuple[str, ...]
    phase_ids: tuple[str, ...]
    percent: Percentage
    cells: tuple[CoverageCell, ...]
    touchpoints: int
    mean: Mean | None
    wholes: tuple[Whole, ...]
    answered: int
    pains: int


@dataclass(frozen=True, slots=True)
class Presence:
    """A persona in a stage: at how many touchpoints, how it feels there, and both in words."""

    touchpoints: int
    mean: Mean | None
    spoken: str


@dataclass(frozen=True, slots=True)
class PersonaCoverage:
    """A persona, stage by stage; `mean` is that of its curve."""

    mark: Mark
    stages: tuple[Presence, ...]
    touchpoints: int
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class ChannelCoverage:
    """A channel, and at how many touchpoints of each stage it is used; `spoken` says each."""

    channel: Channel
    stages: tuple[int, ...]
    spoken: tuple[str, ...]
    touchpoints: int


@dataclass(frozen=True, slots=True)
class StageGap:
    """A required cell that is not full. `label` names its dimension, `lacks` says what it owes."""

    stage: int
    path: Path
    dimension: str
    label: str
    state: str
    lacks: str


@dataclass(frozen=True, slots=True)
class PainCount:
    """How many pains stand in a state."""

    state: PainState
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a map is filled in. Gaps go stage by stage; `pains` are all, answered or not,
    and `states` how many of them stand in each state.
    """

    percent: Percentage
    dimensions: tuple[DimensionCoverage, ...]
    stages: tuple[StageCoverage, ...]
    personas: tuple[PersonaCoverage, ...]
    channels: tuple[ChannelCoverage, ...]
    gaps: tuple[StageGap, ...]
    answered: int
    pains: int
    states: tuple[PainCount, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the lifecycle in force, and the stages (from 0) that cover it."""

    id: str
    label: str
    stages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A stage that stands behind one of a later phase; `text` says so."""

    stage: int
    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The phases, and what is out of order; the map is held to them where they apply."""

    applies: bool
    phases: tuple[Phase, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """What a step still needs, and where it belongs: () where nowhere in particular."""

    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Step:
    """One of the nine steps, from 1. `state` is done, partial or open, `label` its word."""

    number: int
    name: str
    state: str
    label: str
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a persona's curve: the ids of persona and place, and the place's name."""

    persona: str
    at: str
    place: str
    score: Mean


@dataclass(frozen=True, slots=True)
class Fall:
    """The two neighbours between which a score falls the most; `text` is the difference."""

    before: Moment
    after: Moment
    change: float
    text: str


@dataclass(frozen=True, slots=True)
class Feelings:
    """A curve in figures. `mark` is None where they are those of everybody.

    `mean` is of all scores, of which there are so many (`scored`); `passed` of these lie on the happy
    way, of which all else tells, and is None where that is 0. `lows` and
    `highs` are all moments that are as low as the lowest and as high as the highest. `last` is the
    last point of a persona; for everybody there is none, and `end` is the mean of the last scores.
    `peak_end` is (strongest + last) / 2, a heuristic of what is remembered.
    """

    mark: Mark | None
    mean: Mean
    scored: int
    passed: int
    lowest: Moment | None
    lows: tuple[Moment, ...]
    highest: Moment | None
    highs: tuple[Moment, ...]
    last: Moment | None
    end: Mean | None
    peak_end: Mean | None
    drop: Fall | None


@dataclass(frozen=True, slots=True)
class Fork:
    """A touchpoint (its path and id) from which several ways lead on that are written as happy.

    `taken` are the ids of those to which the story goes on, `others` of the rest; `text` says it.
    """

    path: Path
    at: str
    taken: tuple[str, ...]
    others: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A strength or weakness. `kind` is high, rise, gain, low, drop or pain.

    `quote` are the customer's words as written, `quoted` the same in quotation marks.
    """

    kind: str
    text: str
    quote: str
    quoted: str
    path: Path
    about: Path


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, and as it is shown."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Portion:
    """A share of those who came. `interval` are the ends of its 95 % interval.

    `derived` says that no metric of the map says it; `text` is as the map writes it, else as short
    as stays true.
    """

    percent: float
    text: str
    interval: tuple[float, float] | None
    derived: bool


@dataclass(frozen=True, slots=True)
class Passing:
    """How many reach a stage, which share of those before came, and which share leaves there.

    `worst` says that more leave the journey here than anywhere else.
    """

    id: str
    name: str
    reach: Amount | None
    conversion: Portion | None
    drop_off: Portion | None
    worst: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The way through the stages, and in `sayings` the whole of it in sentences.

    `ends` are the names of the first and last stage that `total` counts from and to, None where
    the journey says it itself. `told` is false where no stage has a figure.
    """

    told: bool
    stages: tuple[Passing, ...]
    total: Portion | None
    ends: tuple[str, str] | None
    sayings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duration:
    """A sum of written durations: seconds from the least to the most that it takes a persona.

    It is of so many durations (`counted`; of none it is 0), `uncounted` others do not add up
    (years, months, words); `whole` says that nothing is left out.
    """

    least: float
    most: float
    text: str
    counted: int
    uncounted: int
    whole: bool


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long a stage takes and how long is waited in it, None where nothing says it.

    `told` is how long it takes as its head says it: as written, else what its touchpoints come to.
    """

    id: str
    name: str
    told: str
    takes: Duration | None
    waits: Duration | None


@dataclass(frozen=True, slots=True)
class Times:
    """How long the journey takes on everybody's usual way; in `sayings` the whole of it in sentences."""

    stages: tuple[StageTime, ...]
    takes: Duration | None
    waits: Duration | None
    sayings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a metric is held to; `operator` as written, "" where it was left to the metric."""

    operator: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A metric with a value. `title` is its name with the place where it stands.

    `passage` says that the way through tells all of it already. `standing` is how far its number of
    answers carries: solid, indicative, too-few or unknown; `answers` is that number with a word
    where they are few. `met` is None where that is no question, `change` the difference to the
    value before.
    """

    id: str
    path: Path
    type: str
    title: str
    passage: bool
    value: float
    text: str
    unit: str
    n: int | None
    answers: str
    standing: str
    interval: tuple[float, float] | None
    interval_text: str
    target: Target | None
    met: bool | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A value that a metric has or had: `day` as readers see it, `date` as ISO 8601 has it, "" without."""

    day: str
    date: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """A metric with its target and all of its values, the newest last.

    `place` is where it stands, "" for the journey itself; `goal` the number of its target, None
    without. `told` says in words how the value stands to it, "" where that is no question.
    """

    metric: Metric
    place: str
    stage: int | None
    goal: float | None
    told: str
    owner: str
    day: str
    values: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Grievance:
    """A pain, where it stands, and the opportunities that answer it; dropped ones are left out.

    `sources` are the paths of the evidence that it cites, itself or by where it stands.
    """

    pain: Pain
    place: str
    stage: int | None
    opportunities: tuple[Opportunity, ...]
    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """What is asked of customers at a touchpoint, or goes out to them by itself.

    `kind` is feedback or message; `about` is what sets a message off and when, `channel` None
    where nobody names one.
    """

    kind: str
    path: Path
    stage: int
    number: int
    place: str
    text: str
    about: str
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class Guide:
    """The page of a rule that found something: `examples` are YAML, each with what it is called."""

    code: str
    name: str
    summary: str
    paragraphs: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A pain that an opportunity serves."""

    id: str
    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What an opportunity is to bring for one metric, as written; `text` says it to readers.

    A number that `%` follows is a text with it, a day one as ISO 8601 has it.
    """

    metric: str
    before: float | str | None
    after: float | str | None
    change: float | str | None
    unit: str
    date: str
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class BacklogEntry:
    """An opportunity and what is to be gained by it.

    `id` is that by which the map may call it, `place` the name of its stage, or words for the
    whole journey. `rank` counts from 1, None for what is done or dropped; ratings are 1 to 5 as
    written, `unrated` the keys of those that are missing. `value`, `effort_used` and the quadrant
    rest on assumptions for these, and `priority` (value / effort) is None; its rank is `assumed` then. `order` sorts the
    opportunities of several maps; `late` was due and is not done. What it is to bring is as written, too.
    """

    id: str
    opportunity: Opportunity
    stage: int | None
    place: str
    rank: int | None
    customer_value: int | None
    business_value: int | None
    effort: int | None
    value: float
    value_text: str
    effort_used: int
    effort_text: str
    priority: float | None
    priority_text: str
    quadrant: str
    quadrant_label: str
    unrated: tuple[str, ...]
    order: tuple[int, int, float]
    pains: tuple[Served, ...]
    expected: tuple[Expected, ...]
    cost: str
    confidence: str
    confidence_label: str
    assumed: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Backlog:
    """The opportunities of a map: those to be done in the order of their ranks, and the others."""

    ranked: tuple[BacklogEntry, ...]
    done: tuple[BacklogEntry, ...]
    dropped: tuple[BacklogEntry, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """A stage, touchpoint, pain, opportunity or metric (`kind`) that somebody answers for.

    `stage` is the name of the stage it stands in, "" for the journey's own. `lacks` says what it
    owes: a stage its gaps, a pain its answer, an opportunity the keys of its figures, a metric its
    value.

    `word` says in which state a pain is or how far an opportunity has come, "" for all else; `open`
    that the pain is not resolved or the opportunity not settled, `late` that this was due and is not
    done. `severity` is 0 for what has none.
    """

    kind: Thing
    id: str
    path: Path
    name: str
    stage: str
    lacks: tuple[str, ...]
    word: str
    open: bool
    late: bool
    severity: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for what, in the order of kinds and then of the file; "" is nobody."""

    name: str
    things: tuple[Owned, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A tie to another map. `at` is the name of what it begins from, "" for the whole.

    `file` is that map's, None where it leaves the workspace; `target` the id of the touchpoint
    there that is meant, "" for the whole.
    """

    kind: str
    relation: str
    title: str
    at: str
    file: FilePath | None
    target: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding in words; `number` counts from 1 through those given.

    `file` is the name of the file alone, `line` None without a place.
    """

    number: int
    finding: Finding
    code: str
    name: str
    severity: str
    message: str
    help: str
    file: str
    line: int | None
    path: Path
    about: Path


@dataclass(frozen=True, slots=True)
class Assessment:
    """What there is to say about one map, in one language.

    `errors` counts those that keep it from being read whole (CJ0, CJ1); `past` says that the map
    is kept as a record, so that its opportunities stand in no backlog of several maps. `origin`
    is the file of the first state of the journey: of the baseline's baseline, and so on. `found`
    counts the findings: “2 warnings, 5 notes”, "" without any. `scale` is the one on which readers
    see the scores, the worst first, and `span` says so: “from −2 to +2”. `written_in` is the language
    of the map itself, `updated` the day that it says it was changed on as ISO 8601 has it, or "".
    """

    file: FilePath
    origin: FilePath
    language: str
    written_in: str
    updated: str
    title: str
    scale: tuple[float, float]
    span: str
    errors: int
    past: bool | None
    coverage: Coverage
    lifecycle: Lifecycle
    steps: tuple[Step, ...]
    done: int
    everybody: Feelings | None
    feelings: tuple[Feelings, ...]
    forks: tuple[Fork, ...]
    strengths: tuple[StoryLine, ...]
    weaknesses: tuple[StoryLine, ...]
    passage: Passage
    times: Times
    ratings: tuple[Rating, ...]
    gauges: tuple[Gauge, ...]
    grievances: tuple[Grievance, ...]
    contacts: tuple[Contact, ...]
    backlog: Backlog
    owners: tuple[Owner, ...]
    links: tuple[Link, ...]
    prompts: tuple[Prompt, ...]
    remarks: tuple[Remark, ...]
    found: str
