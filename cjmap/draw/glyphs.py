"""Signs that stand in DOT as single characters and in pictures as drawings of our own.

DOT knows text only, so what our engine lays out has an emoji for a channel or a face. In our SVG
it becomes a drawing, and looks alike whatever fonts the reader has. DOT that is handed out has
plainer signs in its place (`PLAIN`): most fonts have no emoji.
"""

from __future__ import annotations

from typing import Final

from cjmap.draw import pieces
from cjmap.draw.icons import DEFAULT, ICONS, SIZE, choose_icon
from cjmap.records import dataclass
from cjmap.vocabulary.emotions import Face

STAR: Final = "★"
WAIT: Final = "⏳"
HANDOFF: Final = "🤝"
ALONE: Final = "🚶"
WAY: Final = "➜"
WAY_LEFT: Final = "⬅"
BACK: Final = "↩"
CLOCK: Final = "⏱"
PERSON: Final = "●"
DOUBT: Final = "⍰"
DIVIDED: Final = "◐"

CHANNELS: Final[dict[str, str]] = {
    DEFAULT: "⚪",
    "web": "🌐",
    "app": "📱",
    "email": "✉️",
    "sms": "💬",
    "whatsapp": "🟢",
    "push": "🔔",
    "chat": "🗨️",
    "chatbot": "🤖",
    "phone": "📞",
    "video-call": "📹",
    "portal": "🚪",
    "store": "🏬",
    "on-site": "📍",
    "mail": "📮",
    "print": "📄",
    "tv": "📺",
    "radio": "📻",
    "outdoor": "🪧",
    "search": "🔎",
    "display": "🖼️",
    "instagram": "📷",
    "facebook": "👥",
    "tiktok": "🎵",
    "x": "✖️",
    "linkedin": "💼",
    "youtube": "🎬",
    "influencer": "📣",
    "reviews": "📝",
    "word-of-mouth": "🗣️",
    "marketplace": "🛒",
    "event": "📅",
    "kiosk": "🖥️",
    "courier": "🚚",
    "agent": "🧑",
    "social": "📢",
}

FACES: Final[dict[int, str]] = {
    score: next(face.value for face in Face if face.score == score) for score in range(-2, 3)
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """The `d` of a path in a square of side `side`: strokes, or an area where it is `filled`."""

    path: str
    side: float = SIZE
    filled: bool = False


_BY_DRAWING: Final = {ICONS[name]: sign for name, sign in CHANNELS.items()}
DRAWINGS: Final[dict[str, Drawing]] = {
    **{sign: Drawing(ICONS[name]) for name, sign in CHANNELS.items()},
    STAR: Drawing(pieces.STAR, pieces.MARK, filled=True),
    WAIT: Drawing("M4 1.8h8M4 14.2h8M4.8 1.8v2.4L8 8l3.2-3.8V1.8M4.8 14.2v-2.4L8 8l3.2 3.8v2.4"),
    HANDOFF: Drawing("M2 5.2h10.5M9.8 2.4l2.9 2.8l-2.9 2.8M14 10.8H3.5M6.2 8l-2.9 2.8l2.9 2.8"),
    ALONE: Drawing(
        "M6.4 3.3a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M8 6.4v3.8M8 7.2L5.2 9M8 7.2L10.8 9"
        "M8 10.2l-2.2 4.2M8 10.2l2.2 4.2"
    ),
    WAY: Drawing("M1.5 8h11M9 4.2L12.8 8L9 11.8"),
    WAY_LEFT: Drawing("M14.5 8h-11M7 4.2L3.2 8L7 11.8"),
    BACK: Drawing("M6 3L2.5 6.5L6 10M2.5 6.5h7a3.5 3.5 0 0 1 0 7h-3.5"),
    CLOCK: Drawing("M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M8 4.4V8l2.4 1.6"),
    DOUBT: Drawing(
        "M6.1 6.3A2 2 0 1 1 8 8.4V9.3M8 11.3h.01"
        "M6.61 1.96A6.2 6.2 0 0 1 9.39 1.96M11.29 2.74A6.2 6.2 0 0 1 13.26 4.71M14.04 6.61A6.2 6.2 0 0 1 14.04 9.39"
        "M13.26 11.29A6.2 6.2 0 0 1 11.29 13.26M9.39 14.04A6.2 6.2 0 0 1 6.61 14.04M4.71 13.26A6.2 6.2 0 0 1 2.74 11.29"
        "M1.96 9.39A6.2 6.2 0 0 1 1.96 6.61M2.74 4.71A6.2 6.2 0 0 1 4.71 2.74"
    ),
    DIVIDED: Drawing(
        "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M8 2v12M4.2 9.8c.6 1 1.6 1.4 2.6 1.2"
        "M9.3 11.3c.7-1 1.9-1.2 2.9-.4M5.4 6.4h.01M10.6 6.4h.01"
    ),
    PERSON: Drawing("M3.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0", filled=True),
}
"""A sign to its drawing; faces are drawn by their score (`SCORES`)."""

PLAIN: Final[dict[str, str]] = {
    **dict.fromkeys((*CHANNELS.values(), ALONE), "▪"),
    **dict.fromkeys(FACES.values(), ""),
    STAR: "★",
    WAIT: "…",
    HANDOFF: "↔",
    WAY: "→",
    WAY_LEFT: "←",
    BACK: "↩",
    CLOCK: "▪",
    PERSON: PERSON,
    DOUBT: "?",
    DIVIDED: "±",
}
"""What stands for a sign where it is drawn by nobody's hand but a font's: nearly every one has these.

The words beside it and the figures say all that the sign does; a face's figure says it alone.
"""

SCORES: Final = {face: score for score, face in FACES.items()}


def sign_of(icon: str, type: str) -> str:
    """The character that marks a channel with an icon and of a type, as `choose_icon` takes them."""
    chosen = choose_icon(icon, type)
    return chosen.emoji or _BY_DRAWING[chosen.drawing]
