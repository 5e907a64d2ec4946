"""The channels that nobody has to declare: their types, icons and other names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cjmap.messages import Message, tr
from cjmap.model import Channel
from cjmap.slugs import slug


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A built-in channel. `icon` is the name of a drawing; `aliases` are slugs in English and Spanish."""

    id: str
    label: Message
    type: str
    aliases: tuple[str, ...] = ()

    @property
    def icon(self) -> str:
        return self.id


BUILT_IN: dict[str, BuiltIn] = {
    channel.id: channel
    for channel in (
        BuiltIn(
            "web", tr("website"), "digital", ("website", "sitio-web", "pagina-web", "internet")
        ),
        BuiltIn(
            "app",
            tr("app"),
            "digital",
            ("mobile-app", "aplicacion", "aplicacion-movil", "app-movil"),
        ),
        BuiltIn(
            "email",
            tr("e-mail"),
            "digital",
            ("e-mail", "correo", "correo-electronico", "newsletter", "boletin"),
        ),
        BuiltIn("sms", tr("SMS"), "digital", ("text-message", "mensaje-de-texto")),
        BuiltIn("whatsapp", tr("WhatsApp"), "digital", ()),
        BuiltIn(
            "push",
            tr("push message"),
            "digital",
            ("push-notification", "notificacion", "notificacion-push"),
        ),
        BuiltIn("chat", tr("chat"), "digital", ("live-chat", "chat-en-vivo", "chat-en-linea")),
        BuiltIn("chatbot", tr("chatbot"), "digital", ("bot", "asistente-virtual")),
        BuiltIn(
            "phone",
            tr("phone"),
            "voice",
            ("telephone", "call", "telefono", "llamada", "call-center", "centro-de-llamadas"),
        ),
        BuiltIn("video-call", tr("video call"), "voice", ("videocall", "videollamada")),
        BuiltIn(
            "portal",
            tr("portal"),
            "digital",
            ("customer-portal", "portal-de-clientes", "area-de-cliente", "intranet"),
        ),
        BuiltIn(
            "store",
            tr("store"),
            "physical",
            ("shop", "tienda", "tienda-fisica", "local", "sucursal", "branch"),
        ),
        BuiltIn(
            "on-site",
            tr("on site"),
            "physical",
            ("onsite", "en-persona", "presencial", "in-person", "in-situ"),
        ),
        BuiltIn("mail", tr("mail"), "print", ("post", "letter", "correo-postal", "carta")),
        BuiltIn(
            "print",
            tr("print"),
            "print",
            ("brochure", "flyer", "impreso", "folleto", "prensa", "revista"),
        ),
        BuiltIn("tv", tr("TV"), "digital", ("television", "tele")),
        BuiltIn("radio", tr("radio"), "voice", ("podcast",)),
        BuiltIn(
            "outdoor",
            tr("outdoor"),
            "print",
            ("billboard", "valla", "exterior", "cartel", "via-publica"),
        ),
        BuiltIn("search", tr("search engine"), "digital", ("search-engine", "google", "buscador")),
        BuiltIn("display", tr("display ads"), "digital", ("banner", "banners", "display-ads")),
        BuiltIn("instagram", tr("Instagram"), "digital", ()),
        BuiltIn("facebook", tr("Facebook"), "digital", ()),
        BuiltIn("tiktok", tr("TikTok"), "digital", ("tik-tok",)),
        BuiltIn("x", tr("X"), "digital", ("twitter",)),
        BuiltIn("linkedin", tr("LinkedIn"), "digital", ()),
        BuiltIn("youtube", tr("YouTube"), "digital", ()),
        BuiltIn("influencer", tr("influencer"), "human", ("influencers", "creador", "creadora")),
        BuiltIn(
            "reviews", tr("reviews"), "digital", ("review", "resenas", "opiniones", "review-site")
        ),
        BuiltIn(
            "word-of-mouth",
            tr("word of mouth"),
            "human",
            ("boca-a-boca", "recomendacion", "boca-oreja", "referral"),
        ),
        BuiltIn("marketplace", tr("marketplace"), "digital", ("mercado-en-linea", "amazon")),
        BuiltIn("event", tr("event"), "physical", ("evento", "feria", "trade-fair", "fair")),
        BuiltIn("kiosk", tr("kiosk"), "physical", ("kiosco", "quiosco", "totem", "terminal")),
        BuiltIn(
            "courier",
            tr("courier"),
            "physical",
            ("delivery", "mensajeria", "mensajero", "reparto", "paqueteria", "entrega"),
        ),
        BuiltIn(
            "agent",
            tr("agent"),
            "human",
            (
                "staff",
                "agente",
                "asesor",
                "asesora",
                "vendedor",
                "vendedora",
                "personal",
                "advisor",
            ),
        ),
        BuiltIn(
            "social",
            tr("social media"),
            "digital",
            ("social-media", "redes-sociales", "redes", "rrss"),
        ),
    )
}


@cache
def aliases() -> dict[str, str]:
    """Every id and alias to the id of its built-in channel."""
    return {
        name: channel.id for channel in BUILT_IN.values() for name in (channel.id, *channel.aliases)
    }


@dataclass(frozen=True, slots=True)
class ChannelFact:
    """A channel as the map uses it. `type` is None where nobody says it."""

    id: str
    name: Message | str
    type: str | None
    ownership: str | None
    icon: str | None
    declared: bool

    def label(self, language: str) -> str:
        return self.name.render(language) if isinstance(self.name, Message) else self.name


class Channels:
    """The channels of a map: its own, its library's, then the built-in ones, then the implied.

    An own channel whose id or name is that of a built-in one inherits what it leaves out.
    """

    def __init__(self, declared: Iterable[Channel]) -> None:
        self._facts: dict[str, ChannelFact] = {}
        self._names: dict[str, str] = {}
        for channel in declared:
            self._declare(channel)

    def _declare(self, channel: Channel) -> None:
        key = channel.id or slug(channel.name) or "channel"
        if key in self._facts:
            return
        base = BUILT_IN.get(aliases().get(key, ""))
        self._facts[key] = ChannelFact(
            key,
            channel.name,
            channel.type or (base.type if base else None),
            channel.ownership,
            channel.icon or (base.icon if base else None),
            True,
        )
        self._names.setdefault(key, key)
        self._names.setdefault(slug(channel.name), key)

    def resolve(self, reference: str) -> ChannelFact:
        """The channel that a text names; one that nobody declared is implied by the text."""
        key = slug(reference) or reference
        known = self._names.get(key)
        if known is not None:
            return self._facts[known]
        built_in = aliases().get(key)
        if built_in is not None:
            if built_in in self._facts:
                return self._facts[built_in]
            base = BUILT_IN[built_in]
            return ChannelFact(base.id, base.label, base.type, None, base.icon, True)
        return ChannelFact(key, reference, None, None, None, False)

    def vocabulary(self) -> frozenset[str]:
        """Every word that names a declared or built-in channel."""
        return frozenset(self._names) | frozenset(aliases())

    @property
    def declared(self) -> tuple[ChannelFact, ...]:
        return tuple(self._facts.values())
