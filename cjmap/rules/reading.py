"""CJ0: what keeps a file from being read. Reading itself carries these out.

Two of them also look across fields, where the values of one field bound another.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.index import Item
from cjmap.facts.outcomes import Written, written_numbers
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Problem, Severity
from cjmap.languages.known import language_of
from cjmap.loading.wording import refuse_word
from cjmap.messages import DEFAULT_LANGUAGE, tr
from cjmap.model.element import Shared
from cjmap.model.image import Image
from cjmap.model.metric import Metric
from cjmap.model.scalars import Percent
from cjmap.rules.base import Rule
from cjmap.vocabulary.metrics import MetricType


class UnreadableFile(Rule):
    """A file cannot be read.

    Why:
        A map that is not read is not checked, so the run ends with exit code 2.
    """

    code = "CJ001"
    name = "unreadable-file"
    severity = Severity.ERROR


class NotUtf8(Rule):
    """A file is not UTF-8.

    Why:
        Accents and emoji have one meaning in UTF-8 and many in Latin-1 or Windows-1252, so
        nothing is guessed. A byte order mark at the beginning is dropped.
    """

    code = "CJ002"
    name = "not-utf8"
    severity = Severity.ERROR


class YamlSyntax(Rule):
    """A file is not YAML.

    Tabs as indentation, a value that begins with `@`, an unclosed quotation mark or bracket,
    text that holds `: ` without quotes.

    Why:
        A text whose syntax is broken may mean anything. What else is wrong with it and with what
        it refers to is told in the same run, as far as that is certain; nothing is drawn of it.

    Example:
        title: Buy a coat online
        owner: @ana
        personas: [Laura]
        stages:
          - Awareness

    Instead:
        title: Buy a coat online
        owner: "@ana"
        personas: [Laura]
        stages:
          - Awareness
    """

    code = "CJ003"
    name = "yaml-syntax"
    severity = Severity.ERROR


class DuplicateKey(Rule):
    """A key stands twice in one mapping.

    Why:
        Most YAML readers keep the last one and drop the first without a word: half a stage's
        touchpoints can vanish that way. Both places are shown.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            pains: [Nobody answers]
            pains: [Shipping costs come late]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            pains:
              - Nobody answers
              - Shipping costs come late
    """

    code = "CJ004"
    name = "duplicate-key"
    severity = Severity.ERROR


class YamlFeatureRefused(Rule):
    """A feature of YAML is used that maps do without.

    Merge keys (`<<`), tags (`!name`), aliases that repeat what they stand in, keys that are
    lists or mappings, and a second document.

    Why:
        They make a small file explode, run code in careless readers, or hide what a map says
        from a person who reads the diff. Plain aliases work.
    """

    code = "CJ005"
    name = "yaml-feature-refused"
    severity = Severity.ERROR


class LimitExceeded(Rule):
    """A file is larger, or nested deeper, than is allowed.

    Why:
        A map is written by people; what is larger by magnitudes is a mistake or an attack, and
        CI must not hang on it.

    Options:
        `[limits]` in cjmap.toml: `file-size` (bytes, by default 10485760), `nodes` (after
        aliases, by default 200000), `depth` (by default 100).
    """

    code = "CJ006"
    name = "limit-exceeded"
    severity = Severity.ERROR


class NotAJourney(Rule):
    """A file is no journey map.

    Its root is not keys and values, or it has none of `title`, `personas` and `cjmap`, nor a
    word for one of them in the languages that ship.

    Why:
        One sentence about what was found helps more than fifty about keys that are not there.
    """

    code = "CJ007"
    name = "not-a-journey"
    severity = Severity.ERROR


class MissingKey(Rule):
    """A key is missing that its owner needs.

    Why:
        A map needs a title, personas and stages; whatever is referred to needs a name. An id
        alone, also with `match`, `evidence` or keys of your own, stands for what a library of
        the workspace says under it.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - goal: Find a coat that fits

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            goal: Find a coat that fits
    """

    code = "CJ010"
    name = "missing-key"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        """What is there by its id alone and in no library."""
        things = subject.things
        for listing in (things.personas, things.channels, things.evidence, things.lanes):
            for item, thing in listing:
                # A name that could not be read has been told, here or of the library.
                told = (
                    item.kind in subject.index.shelf.lost
                    or f"{thing.NAME}:" in subject.lost_around(item.path)
                )
                if not (thing.is_named or told):
                    yield self._report(item, thing)

    def _report(self, item: Item, thing: Shared) -> Problem:
        return self.problem(
            (*item.path, thing.NAME),
            tr("The key `{key}` is missing here.", key=thing.NAME),
            tr(
                "No library of the workspace knows `{id}`: add its `{key}`, or correct the id.",
                id=item.id,
                key=thing.NAME,
            ),
        )


class UnknownKey(Rule):
    """A key is not known where it stands.

    Suggested is the nearest known key, the key that people mean by it, in any of the languages
    that ship (`actions` for `does`, `étapes` for `stages`), or the thing whose key it is
    (`channel` on a stage). Keys that begin with `x-` are your own and never checked.

    Why:
        A mistyped key would otherwise drop what stands below it without a word.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            touchpoint:
              - Instagram ad

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            touchpoints:
              - Instagram ad
    """

    code = "CJ011"
    name = "unknown-key"
    severity = Severity.ERROR


class WrongType(Rule):
    """A value is of the wrong kind.

    Text where a number is needed, one thing where a list is needed, an empty item of a list, a
    `%` behind a metric that is no percentage.

    Why:
        What cannot be understood cannot be drawn or counted.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            pains:
              - text: Nobody answers
                severity: "4"

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            pains:
              - text: Nobody answers
                severity: 4
    """

    code = "CJ012"
    name = "wrong-type"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        for written in written_numbers(subject.index, subject.things):
            if written.is_share or not isinstance(written.type, MetricType):
                continue
            for place, number in written.numbers:
                if isinstance(number, Percent):
                    yield self.problem(
                        place,
                        tr("`{type}` is no percentage.", type=written.type),
                        tr("Write the number without `%`, or choose another type."),
                    )


class OutOfRange(Rule):
    """A value lies outside its bounds.

    An emotion is -2 to 2; severity, value and effort are 1 to 5; an NPS is -100 to 100; CSAT,
    conversion, drop-off and retention are percentages; a mean, such as a CES, lies inside its
    scale and rests on an answer; the upper end of a scale or period lies above the lower one; a
    text is not empty. Any number lies between -10^15 and 10^15 and has at most fifteen digits
    after the point.

    Why:
        A figure outside its bounds was measured on another scale or mistyped; either way it
        would bend every curve and mean that it enters.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            emotion: 7

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            emotion: 1.5
    """

    code = "CJ013"
    name = "out-of-range"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        for item, metric in subject.things.metrics:
            yield from self._metric(item.path, metric)
        for written in written_numbers(subject.index, subject.things):
            yield from self._lies(written)
        data = subject.journey.data
        if data is None:
            return
        for name, (begin, end) in data.periods.items():
            if begin >= end:
                yield self.problem(
                    ("data", "periods", name),
                    tr("The period “{name}” ends before it begins.", name=name),
                    tr("Write the first day, then the day after the last."),
                )
        least = data.min_n
        if (
            least is not None
            and least.suppress is not None
            and least.indicative is not None
            and least.suppress > least.indicative
        ):
            yield self.problem(
                ("data", "min_n", "suppress"),
                tr("`suppress` is greater than `indicative`."),
                tr(
                    "Figures are first hidden, then indicative, then shown: let `suppress` be the smaller one."
                ),
            )

    def _metric(self, path: Path, metric: Metric) -> Iterator[Problem]:
        scale = metric.scale
        if scale is not None and scale[0] >= scale[1]:
            yield self.problem(
                (*path, "scale"),
                tr("The scale ends before it begins."),
                tr("Write the lowest answer first: `[1, 5]`."),
            )
        yield from self._counts(path, metric)

    def _lies(self, written: Written) -> Iterator[Problem]:
        """What lies outside of what such a metric can be; a scale that is none bounds nothing."""
        if written.bounds is None:
            return
        least, most = written.bounds
        for path, value in written.numbers:
            if not least <= value <= most:
                yield self.problem(
                    path,
                    tr(
                        "{value} is out of range for `{type}`.", value=str(value), type=written.type
                    ),
                    tr("Allowed: {least} to {most}.", least=f"{least:g}", most=f"{most:g}"),
                )

    def _counts(self, path: Path, metric: Metric) -> Iterator[Problem]:
        """A value that is said to rest on no answer at all."""
        counted: list[tuple[Path, int | None]] = []
        if metric.value is None and metric.components is not None:
            counted.append(((*path, "components"), metric.components.total))
        if metric.value is not None:
            counted.append(((*path, "n"), metric.n))
        for number, reading in enumerate(metric.history):
            counted.append(((*path, "history", number, "n"), reading.n))
        for place, n in counted:
            if n == 0:
                yield self.problem(
                    place,
                    tr("A value that rests on no answer is none."),
                    tr("Write how many answers it rests on, or remove the value."),
                )


class UnknownValue(Rule):
    """A value is none of those that its key allows.

    The allowed ones are listed, and the nearest is suggested.

    Why:
        Pictures and checks depend on these words; one that nobody knows would fall silent.

    Example:
        title: Buy a coat online
        state: as-is
        personas: [Laura]
        stages: [{name: Awareness}]

    Instead:
        title: Buy a coat online
        state: current
        personas: [Laura]
        stages: [{name: Awareness}]
    """

    code = "CJ014"
    name = "unknown-value"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        """The phases of stages: which there are hangs on the map's lifecycle."""
        if all(stage.phase is None for _, stage in subject.things.stages):
            # Whoever names none need not wait for the words of every language.
            return
        known = _name_phases(subject)
        for entry in subject.phases.stages:
            if known and entry.written and entry.phase is None:
                written = subject.things.stages[entry.stage].phase or ""
                yield self.problem((*entry.stage.path, "phase"), *refuse_word(written, known))


def _name_phases(subject: Subject) -> list[str]:
    """The phases that a map may write, in its own language where that has words for them."""
    lifecycle = subject.phases
    if lifecycle.model is None or language_of(subject.language).code == DEFAULT_LANGUAGE:
        return [phase.id for phase in lifecycle.phases]
    return [phase.label.render(subject.language) for phase in lifecycle.phases]


class BadDate(Rule):
    """A date is none that a calendar has.

    Why:
        What is overdue or stale is told from dates, so they are read one way only.

    Example:
        title: Buy a coat online
        updated: 1/11/2026
        personas: [Laura]
        stages: [{name: Awareness}]

    Instead:
        title: Buy a coat online
        updated: 2026-11-01
        personas: [Laura]
        stages: [{name: Awareness}]
    """

    code = "CJ015"
    name = "bad-date"
    severity = Severity.ERROR
    keys: tuple[str, ...] = (
        "updated",
        "review_by",
        "evidence.date",
        "metric.date",
        "reading.date",
        "result.date",
        "journey-result.date",
        "opportunity.due",
        "opportunity.done",
        "data.periods",
    )


class UnsafeUrl(Rule):
    """An address is not http or https.

    Why:
        Reports make links of these addresses; `javascript:` or `file:` in a link would act in
        the reader's name.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: [{name: Awareness}]
        evidence:
          - title: Interviews
            url: file:///home/ana/interviews.pdf

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages: [{name: Awareness}]
        evidence:
          - title: Interviews
            url: https://example.org/interviews
    """

    code = "CJ016"
    name = "unsafe-url"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("evidence.url", "opportunity.ticket")


class PathOutsideWorkspace(Rule):
    """A path leads out of the workspace.

    Absolute paths, `..` beyond the workspace's folder, and links that lead out of it.

    Why:
        A map from somebody else must not be able to read, embed or probe the files of whoever
        opens it, least of all in CI.

    Example:
        title: Buy a coat online
        personas:
          - name: Laura
            photo: /etc/passwd
        stages: [{name: Awareness}]

    Instead:
        title: Buy a coat online
        personas:
          - name: Laura
        stages: [{name: Awareness}]
    """

    code = "CJ017"
    name = "path-outside-workspace"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("image.src", "evidence.file", "data-source.uri", "link.to")

    def check(self, subject: Subject) -> Iterator[Problem]:
        for path, written in named_files(subject):
            if subject.linked(written) is None:
                yield self.problem(
                    path,
                    tr("`{path}` leads out of the workspace.", path=written),
                    tr(
                        "Name a file below the folder of cjmap.toml (or the git repository), from this map's folder."
                    ),
                )


class UnsupportedVersion(Rule):
    """The format version is not known.

    Why:
        A newer format may mean something else by the same words, so the check ends there.
    """

    code = "CJ018"
    name = "unsupported-version"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("cjmap",)


class BadFormat(Rule):
    """A text does not have the form that its key needs.

    An id that is no slug, a malformed language, target, duration or environment variable, a
    value that YAML took for a comment, a data source that is neither a file nor a table.

    Why:
        These texts are read by machines and referred to from elsewhere.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            id: First Look

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            id: first-look
    """

    code = "CJ019"
    name = "bad-format"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        data = subject.journey.data
        if "data:" in subject.lost:
            # What seems to be missing may be what could not be read.
            return
        for name in ("events", "surveys", "customers"):
            source = getattr(data, name, None)
            if source is None:
                continue
            place = ("data", name)
            if source.uri is not None and source.engine is not None:
                yield self.problem(
                    (*place, "engine"),
                    tr("Both `uri` and `engine` are written."),
                    tr("Keep one: a file, or a table of an engine."),
                )
            elif source.uri is None and source.engine is None:
                yield self.problem(
                    place,
                    tr("Neither a `uri` nor an `engine` is written."),
                    tr("Write `uri:` and a file, or `engine: env:NAME` and `table:`."),
                )
            elif source.engine is not None and source.table is None:
                yield self.problem(
                    (*place, "engine"),
                    tr("The table is missing."),
                    tr("Add `table: …`."),
                )
            elif source.uri is not None and "://" in source.uri:
                yield self.problem(
                    (*place, "uri"),
                    tr("`{text}` is an address, not a file.", text=source.uri),
                    tr(
                        "Name a file of the workspace, or an engine by an environment variable: `engine: env:NAME`."
                    ),
                )


class BadConfig(Rule):
    """A setting is not known or cannot hold.

    Why:
        A mistyped setting that is passed over would quietly check less than the team agreed
        on, so the run ends with exit code 2.
    """

    code = "CJ020"
    name = "bad-config"
    severity = Severity.ERROR


def named_files(subject: Subject) -> Iterator[tuple[Path, str]]:
    """Every path that a map names, with the place where it does; links without what is behind `#`."""
    journey = subject.journey

    def image(path: Path, picture: Image | None) -> Iterator[tuple[Path, str]]:
        if picture is not None:
            yield (*path, "src"), picture.src

    for number, persona in enumerate(journey.personas):
        yield from image(("personas", number, "photo"), persona.photo)
    for item, touchpoint in subject.things.touchpoints:
        yield from image((*item.path, "image"), touchpoint.image)
    for number, evidence in enumerate(journey.evidence):
        if evidence.file is not None:
            yield ("evidence", number, "file"), evidence.file
    for number, link in enumerate(journey.links):
        yield ("links", number, "to"), link.to.partition("#")[0]
    for name in ("events", "surveys", "customers"):
        source = getattr(journey.data, name, None)
        if source is not None and source.uri is not None and "://" not in source.uri:
            # A glob may lead out only by what stands before its first star.
            fixed = source.uri.partition("*")[0]
            yield ("data", name, "uri"), fixed or "."


READING: tuple[Rule, ...] = (
    UnreadableFile(),
    NotUtf8(),
    YamlSyntax(),
    DuplicateKey(),
    YamlFeatureRefused(),
    LimitExceeded(),
    NotAJourney(),
    MissingKey(),
    UnknownKey(),
    WrongType(),
    OutOfRange(),
    UnknownValue(),
    BadDate(),
    UnsafeUrl(),
    PathOutsideWorkspace(),
    UnsupportedVersion(),
    BadFormat(),
    BadConfig(),
)
