"""Our own drawings of the channels: plain strokes in a square of 16 by 16, without fills."""

from __future__ import annotations

from typing import Final

from cjmap.draw.metrics import clusters
from cjmap.records import dataclass
from cjmap.vocabulary.channels import ChannelType

DEFAULT: Final = "default"
SIZE: Final = 16
"""Side of the square that the drawings stand in; their strokes stay inside it."""

STROKE: Final = 1.4
"""Width of the strokes, with round ends and joins."""

ICONS: Final[dict[str, str]] = {
    # The `d` of an SVG path each. “h.01” with a round end is a dot.
    DEFAULT: "M3 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0M8 8h.01",
    "web": "M2 3.5h12v9H2zM2 6.3h12M4 4.9h.01M6 4.9h.01",
    "app": "M4.5 1.5h7v13h-7zM7 12.3h2",
    "email": "M2 3.5h12v9H2zM2 4.5l6 4.5l6-4.5",
    "sms": "M2 2.5h12v8.5H7L4 13.8V11H2zM5 6.8h.01M8 6.8h.01M11 6.8h.01",
    "whatsapp": "M2 14l1-3.3a6 6 0 1 1 2.4 2.3zM4.6 8.2l1.7 1.7l3.6-3.9M8.3 9.4l.5.5l3.2-3.5",
    "push": "M3.2 11.5c1-1 1.2-2 1.2-4a3.6 3.6 0 0 1 7.2 0c0 2 .2 3 1.2 4zM6.7 13.6a1.5 1.5 0 0 0 2.6 0"
    "M8 2v1.6",
    "chat": "M1.8 2.5h8.7v6H5.6L3.4 10.6V8.5H1.8zM12.5 5.5h1.7v6h-1.6v2.1l-2.2-2.1H6.7V10.6",
    "chatbot": "M2.8 5h10.4v7.5H2.8zM8 5V2.6M8 2.4h.01M5.8 8.2h.01M10.2 8.2h.01M6.4 10.4h3.2M1.4 8v2M14.6 8v2",
    "phone": "M3 2.2h2.7l1.1 3.2l-1.6 1.2c.9 1.9 2.3 3.3 4.2 4.2l1.2-1.6l3.2 1.1V13"
    "c0 .6-.4.9-1 .9C7 13.6 2.4 9 2.1 3.2c0-.6.3-1 .9-1z",
    "video-call": "M1.8 4h8.7v8H1.8zM10.5 7l3.7-2.2v6.4L10.5 9",
    "portal": "M3.5 14V2h6v12zM9.5 3.5h3V14M1.8 14h12.4M7.3 8h.01",
    "store": "M2.2 6L3.4 2.5h9.2L13.8 6a1.9 1.9 0 0 1-3.8 0a2 2 0 0 1-4 0a1.9 1.9 0 0 1-3.8 0zM3.3 8v5.8h9.4V8"
    "M6.5 13.8v-3.3h3v3.3",
    "on-site": "M8 14.4C5 10.8 3.5 8.6 3.5 6.4a4.5 4.5 0 0 1 9 0C12.5 8.6 11 10.8 8 14.4z"
    "M6.5 6.4a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
    "mail": "M2 6.3L8 2l6 4.3V13.5H2zM2 6.5l6 4l6-4",
    "print": "M3.5 1.8h6.2l2.8 2.9v9.5h-9zM9.5 1.8v3h3M5.7 7.5h4.6M5.7 9.7h4.6M5.7 11.9h2.8",
    "tv": "M1.8 4.5h12.4v8H1.8zM5.5 14.3h5M5.5 1.8L8 4.4l2.5-2.6",
    "radio": "M2 6h12v7.8H2zM4 6l7.5-4M4 9.9a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0M9.8 8.6h2.2M9.8 11.2h2.2",
    "outdoor": "M1.8 2.5h12.4v6.7H1.8zM5 9.2v5M11 9.2v5M4.2 5h4M4.2 6.9h6.5",
    "search": "M2.3 6.8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M10.2 10.2l3.7 3.7",
    "display": "M1.8 3h12.4v10H1.8zM8.5 7.8h3.7v3.2H8.5zM3.8 5.5h6M3.8 7.9h2.4M3.8 10.4h2.4",
    "instagram": "M4.5 2h7A2.5 2.5 0 0 1 14 4.5v7a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 2 11.5v-7"
    "A2.5 2.5 0 0 1 4.5 2zM5.3 8a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0M11.5 4.5h.01",
    "facebook": "M2.2 2.2h11.6v11.6H2.2zM8.2 13.8V7a1.8 1.8 0 0 1 1.8-1.8h1.2M6.5 8.7h4.2",
    "tiktok": "M8.8 2v8.6a2.7 2.7 0 1 1-2.7-2.7M8.8 2c.2 2.2 1.7 3.6 3.9 3.8",
    "x": "M3 3l10 10M13 3L3 13",
    "linkedin": "M2.2 2.2h11.6v11.6H2.2zM5 7v4.2M5 4.8h.01M7.7 11.2V7M7.7 8.8a1.7 1.7 0 0 1 3.4 0v2.4",
    "youtube": "M3.3 3.5h9.4A1.8 1.8 0 0 1 14.5 5.3v5.4a1.8 1.8 0 0 1-1.8 1.8H3.3"
    "a1.8 1.8 0 0 1-1.8-1.8V5.3A1.8 1.8 0 0 1 3.3 3.5zM6.7 5.9v4.2L10.2 8z",
    "influencer": "M1.8 6.5v3l2.2.3l6.8 3V3.2L4 6.2zM4.6 10.1l.8 3.7h1.9l-.8-2.9M12.7 5.8a3 3 0 0 1 0 4.4",
    "reviews": "M8 1.9l1.85 3.9l4.25.55l-3.1 2.95l.8 4.2L8 11.4l-3.8 2.1l.8-4.2L1.9 6.35l4.25-.55z",
    "word-of-mouth": "M3 4.6a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0-4.2 0M1.5 13.8c0-2.8 1.4-4.5 3.6-4.5"
    "s3.6 1.7 3.6 4.5M9.5 3.2h5v3.6h-2.4l-1.6 1.5V6.8h-1z",
    "marketplace": "M1.5 2.5h2l1.7 7.7h7l1.6-5.7H4M5.9 13.1h.01M11.5 13.1h.01",
    "event": "M2.2 3.5h11.6v10.3H2.2zM2.2 6.7h11.6M5.2 1.9v3M10.8 1.9v3M5.2 9.3h.01M8 9.3h.01M10.8 9.3h.01"
    "M5.2 11.6h.01M8 11.6h.01",
    "kiosk": "M3.5 1.8h9v7.4h-9zM8 9.2v3.6M5 14h6M5.8 5.5h.01M8 4v3M10.2 5.5h.01",
    "courier": "M1.5 4h7.7v7.2H1.5zM9.2 6.5h2.6l2.7 2.6v2.1H9.2M3 12.4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0"
    "M10.3 12.4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0",
    "agent": "M5.4 5a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0M2.9 14c.2-3.2 2.2-4.9 5.1-4.9s4.9 1.7 5.1 4.9",
    "social": "M2.2 8a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0M10 3.8a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0"
    "M10 12.2a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0M5.7 7.1l4.6-2.4M5.7 8.9l4.6 2.4",
}


@dataclass(frozen=True, slots=True)
class Icon:
    """What marks a channel: a `drawing` (the `d` of a path), or an `emoji` in its place."""

    drawing: str
    emoji: str | None = None


def choose_icon(icon: str, type: str) -> Icon:
    """The drawing of that name, else the emoji, else what stands for the type, else a plain ring.

    `icon` is a name of `ICONS` or one character such as an emoji; any other text counts as none.
    """
    if icon in ICONS:
        return Icon(ICONS[icon])
    sign = icon.strip()
    if len(clusters(sign)) == 1 and not sign.isascii():
        return Icon("", sign)
    kind = ChannelType.known(type)
    return Icon(ICONS[kind.icon if kind is not None else DEFAULT])
