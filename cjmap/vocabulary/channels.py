"""Channels: their types, whose they are, and those that nobody has to declare."""

from __future__ import annotations

from functools import cache

from cjmap.languages.known import CODES, language_of
from cjmap.messages import DEFAULT_LANGUAGE, Message, tr
from cjmap.records import dataclass
from cjmap.vocabulary.choice import FIRST, Choice, make


class ChannelType(Choice):
    """What kind of channel it is; `icon` names the drawing that marks one without its own."""

    icon: str

    def __new__(
        cls, value: str, label: Message, help: str, icon: str, since: str = FIRST
    ) -> ChannelType:
        member = make(cls, value, label, help, since)
        member.icon = icon
        return member

    DIGITAL = "digital", tr("digital"), "On a screen.", "web"
    PHYSICAL = "physical", tr("on the spot"), "At a place.", "store"
    VOICE = "voice", tr("by voice"), "By voice alone.", "phone"
    HUMAN = "human", tr("in person"), "From person to person.", "agent"
    PRINT = "print", tr("on paper"), "On paper.", "print"


class Ownership(Choice):
    """Whose a channel is."""

    OWNED = "owned", tr("owned"), "The organization's own."
    EARNED = "earned", tr("earned"), "Others speak there of their own accord."
    PAID = "paid", tr("paid"), "Bought."
    PARTNER = "partner", tr("a partner's"), "A partner's."


class BuiltInChannel(Choice):
    """A channel that every map knows; the languages hold its other names."""

    type: ChannelType

    def __new__(
        cls, value: str, label: Message, type: ChannelType, since: str = FIRST
    ) -> BuiltInChannel:
        member = make(cls, value, label, label.template, since)
        member.type = type
        return member

    @property
    def icon(self) -> str:
        """The name of its drawing."""
        return self.value

    WEB = "web", tr("website"), ChannelType.DIGITAL
    APP = "app", tr("app"), ChannelType.DIGITAL
    EMAIL = "email", tr("e-mail"), ChannelType.DIGITAL
    SMS = "sms", tr("SMS"), ChannelType.DIGITAL
    WHATSAPP = "whatsapp", tr("WhatsApp"), ChannelType.DIGITAL
    PUSH = "push", tr("push message"), ChannelType.DIGITAL
    CHAT = "chat", tr("chat"), ChannelType.DIGITAL
    CHATBOT = "chatbot", tr("chatbot"), ChannelType.DIGITAL
    PHONE = "phone", tr("phone"), ChannelType.VOICE
    VIDEO_CALL = "video-call", tr("video call"), ChannelType.VOICE
    PORTAL = "portal", tr("portal"), ChannelType.DIGITAL
    STORE = "store", tr("store"), ChannelType.PHYSICAL
    ON_SITE = "on-site", tr("on site"), ChannelType.PHYSICAL
    MAIL = "mail", tr("mail"), ChannelType.PRINT
    PRINT = "print", tr("print"), ChannelType.PRINT
    TV = "tv", tr("TV"), ChannelType.DIGITAL
    RADIO = "radio", tr("radio"), ChannelType.VOICE
    OUTDOOR = "outdoor", tr("outdoor"), ChannelType.PRINT
    SEARCH = "search", tr("search engine"), ChannelType.DIGITAL
    DISPLAY = "display", tr("display ads"), ChannelType.DIGITAL
    INSTAGRAM = "instagram", tr("Instagram"), ChannelType.DIGITAL
    FACEBOOK = "facebook", tr("Facebook"), ChannelType.DIGITAL
    TIKTOK = "tiktok", tr("TikTok"), ChannelType.DIGITAL
    X = "x", tr("X"), ChannelType.DIGITAL
    LINKEDIN = "linkedin", tr("LinkedIn"), ChannelType.DIGITAL
    YOUTUBE = "youtube", tr("YouTube"), ChannelType.DIGITAL
    INFLUENCER = "influencer", tr("influencer"), ChannelType.HUMAN
    REVIEWS = "reviews", tr("reviews"), ChannelType.DIGITAL
    WORD_OF_MOUTH = "word-of-mouth", tr("word of mouth"), ChannelType.HUMAN
    MARKETPLACE = "marketplace", tr("marketplace"), ChannelType.DIGITAL
    EVENT = "event", tr("event"), ChannelType.PHYSICAL
    KIOSK = "kiosk", tr("kiosk"), ChannelType.PHYSICAL
    COURIER = "courier", tr("courier"), ChannelType.PHYSICAL
    AGENT = "agent", tr("agent"), ChannelType.HUMAN
    SOCIAL = "social", tr("social media"), ChannelType.DIGITAL


@dataclass(frozen=True, slots=True)
class Kin:
    """A built-in channel that a word means, or (not `same`) one that it is like.

    What is only like it shares its type and drawing, and is a channel of its own.
    """

    channel: BuiltInChannel
    same: bool


@cache
def kin_of(word: str, language: str) -> Kin | None:
    """The built-in channel that a word (a slug) of a map has to do with.

    A word of the map's language (a BCP 47 tag) comes first, then a built-in id, then a word that
    has to do with just one built-in channel over all languages.
    """
    own = _words(language_of(language).code).get(word)
    if own is not None:
        return own
    built_in = BuiltInChannel.known(word)
    return Kin(built_in, True) if built_in is not None else _words_anywhere().get(word)


def is_channel_word(word: str) -> bool:
    """Whether a word (a slug) is a built-in id, or has to do with one in some language."""
    return word in every_channel_word()


def is_word_of(word: str, language: str) -> bool:
    """Whether a language (a BCP 47 tag) has a word (a slug) for a built-in channel, or one like it;
    English has their ids besides.
    """
    code = language_of(language).code
    return word in _words(code) or (
        code == DEFAULT_LANGUAGE and BuiltInChannel.known(word) is not None
    )


@cache
def every_channel_word() -> frozenset[str]:
    """The built-in ids, and every word that has to do with one in some language."""
    return channel_words().union(map(str, BuiltInChannel))


@cache
def is_way_to_meet(word: str) -> bool:
    """Whether a word (a slug) is a right one, in some language, for a way to meet of another kind."""
    return any(word in language_of(code).ways for code in CODES)


@cache
def channel_words() -> frozenset[str]:
    """Every word, as a slug, that some language has for a built-in channel or for one like it."""
    return frozenset(word for code in CODES for word in _words(code))


@cache
def _words(code: str) -> dict[str, Kin]:
    known = language_of(code)
    return {
        name: Kin(channel, same)
        for same, lists in ((False, known.like), (True, known.same))
        for channel in BuiltInChannel
        for name in lists.get(channel, ())
    }


@cache
def _words_anywhere() -> dict[str, Kin]:
    """The words that have to do with one built-in channel alone; `same` where some language says so."""
    found: dict[str, set[Kin]] = {}
    for code in CODES:
        for word, kin in _words(code).items():
            found.setdefault(word, set()).add(kin)
    return {
        word: max(kin, key=lambda one: one.same)
        for word, kin in found.items()
        if len({one.channel for one in kin}) == 1
    }
