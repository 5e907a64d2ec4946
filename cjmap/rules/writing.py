"""CJ2: texts that say something else to a program than to a person."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.channels import several_channels
from cjmap.facts.referring import channel_references
from cjmap.facts.subject import Subject
from cjmap.facts.times import written_durations
from cjmap.findings import Problem, Severity
from cjmap.languages.durations import duration_of_words, lacks_unit
from cjmap.messages import Message, shorten, tr
from cjmap.model.remarks import Slip
from cjmap.rules.base import JourneyRule, Rule, Siblings
from cjmap.text.scalars import in_quotes


class CommaSplitsText(Rule):
    """A comma inside brackets or braces ends a text that seems to go on.

    Spoken of are an item of a list in brackets that goes on in lower case where the first
    begins with a capital, and a key of the format that stands in braces without a value. A
    word that is no key of the format is an error (CJ011).

    Why:
        Inside `[ ]` and `{ }` a comma stands between items, so that one remark becomes two, and
        nobody is told: the map counts two pains where one was heard. Written as a block, one item
        a line, a comma inside a text stays a comma.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            pains: [Two calls to the bank, no continuity]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            pains:
              - Two calls to the bank, no continuity

    Sources:
        YAML 1.2.2, section 7.3.3: inside brackets a text without quotes holds no comma.
    """

    code = "CJ213"
    name = "comma-splits-text"
    severity = Severity.INFO

    def check(self, subject: Subject) -> Iterator[Problem]:
        messages = {
            Slip.GOES_ON: tr("The comma makes this an item of its own."),
            Slip.STANDS_ALONE: tr("The comma makes this a key, and it has no value."),
        }
        for remark in subject.remarks:
            if remark.slip in messages:
                help = tr(
                    "If one text is meant, put it in quotes: {text}.",
                    text=shorten(in_quotes(remark.meant)),
                )
                yield Problem(self.code, remark.path, messages[remark.slip], help, span=remark.span)


class HashCutsText(Rule):
    """A `#` behind a blank ends a text, and what follows it is lost.

    Spoken of is a `#` that touches a letter or digit, as in `Call #1`: a comment that is meant
    as one has a blank behind its `#`. `cjmap lint --fix --select CJ214` puts the whole text in
    quotes.

    Why:
        To YAML a `#` behind a blank begins a comment. Numbers of tickets and calls, and words that
        begin with a hash, vanish from every picture and page.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Call #1 to support

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: "Call #1 to support"

    Sources:
        YAML 1.2.2, section 6.6: comments.
    """

    code = "CJ214"
    name = "hash-cuts-text"
    severity = Severity.WARNING
    by_name = True

    def check(self, subject: Subject) -> Iterator[Problem]:
        for remark in subject.remarks:
            if remark.slip is Slip.COMMENT:
                yield Problem(
                    self.code,
                    remark.path,
                    tr(
                        "`{text}` is a comment to YAML; the text ends before it.",
                        text=shorten(remark.written),
                    ),
                    tr(
                        "Put the text in quotes, {text}, or a blank behind the `#`.",
                        text=shorten(in_quotes(remark.meant)),
                    ),
                    span=remark.span,
                    quoted=remark.meant,
                )


class TemplateWords(JourneyRule):
    """A text of a template still stands where your own is asked for.

    Until it is replaced, such a text stands in brackets on pictures and pages, and counts for
    nothing: coverage, ranks, backlog and steps leave it out. The examples in the worked templates
    are ordinary texts.

    Why:
        A map that nobody has filled in yet looks like a finished one: every row says something. What
        a template says is known of no customer.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            touchpoints:
              - name: Instagram ad
                does: What the customer does

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            touchpoints:
              - name: Instagram ad
                does: Watches the video twice and saves it

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: a map rests on research, not on guesses.
    """

    code = "CJ215"
    name = "template-words"
    severity = Severity.WARNING
    siblings = Siblings.MAP
    at_first = True

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for prompt in subject.prompts:
            yield self.problem(
                prompt.path,
                tr("“{text}” is still the template's.", text=prompt.text),
                tr("Write what you know of your customers, or remove the line."),
                subject=prompt.text,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} texts are still the template's: {names} …", n=number, names=names)


class DurationInWords(JourneyRule):
    """A duration is written in words, of which nobody makes a sum.

    `2 semanas`, `half an hour`, `10 min.`: in any of the languages that ship. What is no plain
    duration (`a few days`, `2-3 days`, `2 working days`, months) is left alone. `cjmap lint --fix
    --select CJ217` writes the duration. Spoken of is also a number whose unit is open: `90`, and
    `3 m`, minutes or months.

    Why:
        Readers see how long a stage and the whole journey take, and how much of that is waiting.
        A duration in words is shown as it stands and counts in none of these sums. As a number
        with its unit it counts, and is shown in the words of the reader's language.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Delivery
            duration: two weeks

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Delivery
            duration: 2w

    Sources:
        ISO 8601, durations; Smaply and NN/g, who put the time that a stage takes on the map.
    """

    code = "CJ217"
    name = "duration-in-words"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("duration", "wait", "automation.delay")
    by_name = True

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for path, written in written_durations(subject.things):
            if written is None:
                continue
            meant = duration_of_words(written, subject.language)
            help_ = _advise(str(path[-1]), written, meant)
            if help_ is not None:
                yield self.problem(
                    path,
                    tr("“{text}” is counted nowhere.", text=shorten(written)),
                    help_,
                    replacement=meant,
                )


def _advise(key: str, written: str, meant: str | None) -> Message | None:
    """What to write for a duration that does not count; None where that is not plain."""
    if meant is not None:
        return tr("Write `{key}: {duration}`.", key=key, duration=meant)
    amount = lacks_unit(written)
    if amount is None:
        return None
    return tr(
        "Write its unit: `{key}: {amount} min`, or `s`, `h`, `d`, `w`.", key=key, amount=amount
    )


class CommaList(Rule):
    """Several channels are written as one text, with commas or “and” between them.

    Spoken of is a text whose every part is a channel that is declared or built in, and whose whole
    would pass as a channel of the user's own. `cjmap lint --fix --select CJ216` writes the list.

    Why:
        A channel need not be declared, so that `instagram, whatsapp` becomes a channel of that
        name: neither of the two is counted, drawn or found as preferred.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            touchpoints:
              - name: Advert
                channel: instagram, whatsapp

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            touchpoints:
              - name: Advert
                channel:
                  - instagram
                  - whatsapp

    Sources:
        YAML 1.2.2, section 7.4: commas part items inside brackets alone.
    """

    code = "CJ216"
    name = "comma-list"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("*.channel", "persona.channels")
    by_name = True

    def check(self, subject: Subject) -> Iterator[Problem]:
        for path, written in channel_references(subject.things):
            parts = tuple(dict.fromkeys(several_channels(subject.index.channels, written)))
            if parts and isinstance(path[-1], int):
                yield self.problem(
                    path,
                    tr("`{text}` is one channel of that name.", text=shorten(written)),
                    tr("Write a list: `[{items}]`.", items=", ".join(parts)),
                    replacement=parts,
                )


WRITING: tuple[Rule, ...] = (
    CommaSplitsText(),
    HashCutsText(),
    TemplateWords(),
    CommaList(),
    DurationInWords(),
)
