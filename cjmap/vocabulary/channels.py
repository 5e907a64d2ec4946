"""The channels that nobody has to declare: their types, icons and other names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cjmap.messages import Message, tr


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
