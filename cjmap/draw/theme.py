"""The colours of pictures and pages: what each one is for, on screen, in the dark and on paper.

Text reaches a contrast of 4.5 : 1 and whatever must be told apart 3 : 1 against what it stands on
(WCAG 2.2, 1.4.3 and 1.4.11). The colours of personas differ by at least 20 (CIE 1976, ΔE) from
each other for people of normal sight and for those with protanopia, deuteranopia and tritanopia
alike (Machado, Oliveira, Fernandes 2009), and each has a dash of its own besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cjmap.records import dataclass, replace
from cjmap.vocabulary.emotions import Band
from cjmap.vocabulary.improvement import OpportunityStatus

if TYPE_CHECKING:
    from cjmap.draw.logo import Logo
    from cjmap.draw.typefaces import Typeface


@dataclass(frozen=True, slots=True)
class PersonaStyle:
    """How a persona's things are marked. `dash` is a `stroke-dasharray`, empty for a solid line.

    `ink` is for text on `colour`.
    """

    colour: str
    dash: str
    ink: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A small filled box: its ground, its border and the text in it."""

    fill: str
    line: str
    ink: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour, as `#rrggbb`.

    `ink`, `soft` and `mute` are texts of falling weight, legible on `background`, `card` and
    `label`; `line` borders, `hairline` the quieter lines inside. `positive`, `neutral` and
    `negative` draw and the `…_ink` ones write; the `…_tint` ones fill. `band_positive` and
    `band_negative` are the ground behind a curve at the ends of the scale. `stages` are the first
    and last ground of the stage headers, between which the others lie, `stage_ink` the text on them.
    `font` names families to be taken before ours, as in CSS; `font_files` are for letters that ours
    lack, in PNG and PDF; `logo` stands at the top.
    """

    name: str
    ink: str
    soft: str
    mute: str
    line: str
    hairline: str
    background: str
    card: str
    label: str
    positive: str
    neutral: str
    negative: str
    positive_ink: str
    negative_ink: str
    positive_tint: str
    neutral_tint: str
    negative_tint: str
    band_positive: str
    band_negative: str
    zero: str
    star: str
    bar: str
    track: str
    stages: tuple[str, str]
    stage_ink: str
    pain: Chip
    resolved: Chip
    gain: Chip
    opportunity: Chip
    gap: Chip
    tag: Chip
    idea: Chip
    planned: Chip
    doing: Chip
    done: Chip
    dropped: Chip
    personas: tuple[PersonaStyle, ...]
    font: str = ""
    font_files: tuple[Typeface, ...] = ()
    logo: Logo | None = None

    def persona(self, number: int) -> PersonaStyle:
        """The style of the persona of that number, from 0.

        Colours begin again after the last, each time with other dashes: no two personas have the
        same of both until every colour has had every dash, which is after 64 for eight colours.
        """
        turn, place = divmod(number, len(self.personas))
        style = self.personas[place]
        return replace(style, dash=DASHES[(place + turn) % len(DASHES)])

    def stage(self, number: int, count: int) -> str:
        """The ground of a stage's header: `number` from 0, of `count`."""
        return mix(*self.stages, number / (count - 1) if count > 1 else 0.0)

    def status(self, status: str) -> Chip:
        """The badge of an opportunity's status; one without a badge of its own is a plain tag."""
        chips: dict[str, Chip] = {
            OpportunityStatus.IDEA: self.idea,
            OpportunityStatus.PLANNED: self.planned,
            OpportunityStatus.DOING: self.doing,
            OpportunityStatus.DONE: self.done,
            OpportunityStatus.DROPPED: self.dropped,
        }
        return chips.get(status, self.tag)

    def feeling(self, band: Band) -> tuple[str, str]:
        """Line and fill for what is positive, neutral or negative."""
        return {
            Band.POSITIVE: (self.positive, self.positive_tint),
            Band.NEUTRAL: (self.neutral, self.neutral_tint),
            Band.NEGATIVE: (self.negative, self.negative_tint),
        }[band]


DASHES: Final = ("", "7 5", "2 4", "12 4 2 4", "16 5", "1 5", "9 3 2 3 2 3", "4 3")


def _personas(colours: str, inks: str) -> tuple[PersonaStyle, ...]:
    trios = zip(colours.split(), DASHES, inks.split(), strict=True)
    return tuple(PersonaStyle(*trio) for trio in trios)


LIGHT: Final = Theme(
    name="light",
    ink="#1c2430",
    soft="#475467",
    mute="#58647a",
    line="#e0e4ea",
    hairline="#eef0f4",
    background="#f7f8fa",
    card="#ffffff",
    label="#fbfbfc",
    positive="#0e9384",
    neutral="#7f8b9d",
    negative="#d92d4a",
    positive_ink="#0b7468",
    negative_ink="#b71c3b",
    positive_tint="#d3f3ec",
    neutral_tint="#eef1f5",
    negative_tint="#fee1e5",
    band_positive="#d6ece9",
    band_negative="#f9dbe0",
    zero="#98a2b3",
    star="#c27800",
    bar="#3538cd",
    track="#eaecf1",
    stages=("#3538a5", "#0b7a86"),
    stage_ink="#ffffff",
    pain=Chip("#fff1f3", "#fecdd6", "#89123e"),
    resolved=Chip("#f4f6f8", "#d5dae2", "#525d6e"),
    gain=Chip("#f2f8ec", "#cfe4bb", "#365314"),
    opportunity=Chip("#f0fdf9", "#b3e5d7", "#1c2430"),
    gap=Chip("#fff8f0", "#e09a45", "#8a4f08"),
    tag=Chip("#eef0f4", "#eef0f4", "#475467"),
    idea=Chip("#e4e7ec", "#e4e7ec", "#344054"),
    planned=Chip("#dbe0ff", "#dbe0ff", "#2d31a6"),
    doing=Chip("#3538cd", "#3538cd", "#ffffff"),
    done=Chip("#0b7468", "#0b7468", "#ffffff"),
    dropped=Chip("#ffffff", "#b8c0cc", "#5f6b7f"),
    personas=_personas(
        "#3538cd #c4680b #1b2b3c #ca2789 #614f08 #0b92b6 #9666f1 #4e1f0c",
        "#ffffff #1c1200 #ffffff #ffffff #ffffff #001b24 #120730 #ffffff",
    ),
)

DARK: Final = Theme(
    name="dark",
    ink="#e8ecf3",
    soft="#c0c9d7",
    mute="#98a5b9",
    line="#2c3648",
    hairline="#232c3c",
    background="#0e131d",
    card="#171e2b",
    label="#1a2230",
    positive="#2bb8a6",
    neutral="#8391a7",
    negative="#f4607a",
    positive_ink="#4fd1c0",
    negative_ink="#ff8a9c",
    positive_tint="#123f3c",
    neutral_tint="#2a3446",
    negative_tint="#4d1e2b",
    band_positive="#143634",
    band_negative="#401d29",
    zero="#5d6a80",
    star="#f5b53d",
    bar="#a3a7ff",
    track="#2a3446",
    stages=("#4549c4", "#0f7f8b"),
    stage_ink="#ffffff",
    pain=Chip("#3a1823", "#6b2a3c", "#ffc2cd"),
    resolved=Chip("#202939", "#3a4659", "#a9b5c7"),
    gain=Chip("#1d2b17", "#3d5730", "#cde8b8"),
    opportunity=Chip("#10302d", "#21564e", "#e0f5f0"),
    gap=Chip("#33260f", "#b07a2e", "#f7cf94"),
    tag=Chip("#273145", "#273145", "#c0c9d7"),
    idea=Chip("#364257", "#364257", "#e2e8f1"),
    planned=Chip("#2b3068", "#2b3068", "#ccd2ff"),
    doing=Chip("#8b90ff", "#8b90ff", "#0d1030"),
    done=Chip("#2bb8a6", "#2bb8a6", "#04211d"),
    dropped=Chip("#171e2b", "#56637a", "#98a5b9"),
    personas=_personas(
        "#8b90ff #f2a33a #e9eef7 #d83f94 #96a076 #26a0ba #d4b2fd #ad533b",
        "#0d1030 #2a1800 #101828 #000000 #10130a #00161c #1e0b33 #ffffff",
    ),
)

# Little ink, no grounds but the palest, borders dark enough for a weak printer.
PRINT: Final = replace(
    LIGHT,
    name="print",
    ink="#000000",
    soft="#2b2f36",
    mute="#4a505a",
    line="#a9afb9",
    hairline="#d3d7dd",
    background="#ffffff",
    label="#ffffff",
    positive="#087568",
    neutral="#6b7484",
    negative="#b8163a",
    positive_ink="#065a50",
    negative_ink="#9c1232",
    positive_tint="#ffffff",
    neutral_tint="#ffffff",
    negative_tint="#ffffff",
    band_positive="#eef7f5",
    band_negative="#fcf0f2",
    zero="#6b7484",
    star="#8a5500",
    bar="#3c4454",
    track="#e3e6ea",
    stages=("#e7e9f6", "#e0f1f2"),
    stage_ink="#000000",
    pain=Chip("#ffffff", "#b8163a", "#5e0c26"),
    resolved=Chip("#ffffff", "#8a929e", "#3e4551"),
    gain=Chip("#ffffff", "#5a7a3a", "#27400f"),
    opportunity=Chip("#ffffff", "#087568", "#000000"),
    gap=Chip("#ffffff", "#8a5500", "#5c3500"),
    tag=Chip("#ffffff", "#8a929e", "#2b2f36"),
    idea=Chip("#ffffff", "#6b7484", "#000000"),
    planned=Chip("#e7e9f6", "#6b7484", "#000000"),
    doing=Chip("#c9cee8", "#3c4454", "#000000"),
    done=Chip("#000000", "#000000", "#ffffff"),
    dropped=Chip("#ffffff", "#a9afb9", "#4a505a"),
)

THEMES: Final = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}

TEXT: Final = 4.5
GRAPHIC: Final = 3.0
"""The least contrasts of text and of what must be told apart (WCAG 2.2, AA)."""

_CHIPS: Final = (
    *("pain", "resolved", "gain", "opportunity", "gap", "tag"),
    *("idea", "planned", "doing", "done", "dropped"),
)
_STEPS: Final = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """What is drawn on what: the names of both in a theme file, both colours, the least contrast."""

    name: str
    on: str
    ink: str
    ground: str
    least: float


def pairs_of(theme: Theme) -> Iterator[Pair]:
    """Every pair of colours that pictures and pages draw one on the other."""
    for name, on, least in _listed():
        yield Pair(name, on, _find(theme, name), _find(theme, on), least)
    for number in range(_STEPS):
        yield Pair("stage-ink", "stages", theme.stage_ink, theme.stage(number, _STEPS), TEXT)
    for style in theme.personas:
        yield Pair("personas", "card", style.colour, theme.card, GRAPHIC)


def _listed() -> Iterator[tuple[str, str, float]]:
    for on in ("card", "background", "label"):
        for name in ("ink", "soft", "mute", "positive-ink", "negative-ink"):
            yield name, on, TEXT
    for on in ("band-positive", "band-negative"):
        yield from ((name, on, TEXT) for name in ("soft", "mute"))
    for on in ("positive-tint", "neutral-tint", "negative-tint"):
        yield from ((name, on, TEXT) for name in ("ink", "soft", "mute", "bar", "negative-ink"))
    for chip in _CHIPS:
        yield f"{chip}.ink", f"{chip}.fill", TEXT
    for chip in ("pain", "resolved", "gain", "opportunity"):
        # Numbers and dates.
        yield "mute", f"{chip}.fill", TEXT
    yield "positive-ink", "resolved.fill", TEXT
    yield "negative", "pain.fill", GRAPHIC
    for name in ("positive", "neutral", "negative", "star", "bar"):
        yield name, "card", GRAPHIC


def _find(theme: Theme, name: str) -> str:
    key, _, inner = name.replace("-", "_").partition(".")
    value = getattr(theme, key)
    found: str = getattr(value, inner) if inner else value
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance of sRGB)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(ink, ground))


def mix(one: str, other: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from one to the other, in sRGB."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
