"""Channels: their types, whose they are, and those that nobody has to declare."""

from __future__ import annotations

from functools import cache

from cjmap.messages import Message, tr
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


@cache
def built_in_channels() -> dict[str, BuiltInChannel]:
    """Every id of a built-in channel, and every name that a language has for it, as slugs."""
    # What only checks a map needs no language.
    from cjmap.languages.known import every_language

    return {
        name: channel
        for channel in BuiltInChannel
        for name in (
            channel,
            *(n for known in every_language() for n in known.same.get(channel, ())),
            *(n for known in every_language() for n in known.like.get(channel, ())),
        )
    }
