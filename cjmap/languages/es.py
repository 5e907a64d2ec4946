"""Spanish: its words and how it writes figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cjmap.languages.language import (
    Convention,
    EmotionWords,
    Language,
    PhaseNames,
    listed,
    worded,
)

_CONVENTION: Final = Convention(
    decimal=",",
    group=".",
    percent="\u00a0%",
    quotes=("«", "»"),
    inner_quotes=("“", "”"),
    months=tuple("ene feb mar abr may jun jul ago sept oct nov dic".split()),
)
# Where Spanish is written with a decimal point.
_POINT: Final = replace(
    _CONVENTION, decimal=".", group=",", quotes=("“", "”"), inner_quotes=("‘", "’")
)
_POINT_REGIONS: Final = ("419", "MX", "US", "PR", "DO", "GT", "HN", "NI", "PA", "PE", "SV")
_CHANNELS: Final = {
    "web": ("sitio-web", "pagina-web"),
    "app": ("aplicacion", "aplicacion-movil", "app-movil"),
    "email": ("correo", "correo-electronico", "boletin"),
    "sms": ("mensaje-de-texto",),
    "push": ("notificacion", "notificacion-push"),
    "chat": ("chat-en-vivo", "chat-en-linea"),
    "chatbot": ("asistente-virtual",),
    "phone": ("telefono", "llamada", "centro-de-llamadas"),
    "video-call": ("videollamada",),
    "portal": ("portal-de-clientes", "area-de-cliente"),
    "store": ("tienda", "tienda-fisica", "local", "sucursal"),
    "on-site": ("en-persona", "presencial"),
    "mail": ("correo-postal", "carta"),
    "print": ("impreso", "folleto", "prensa", "revista"),
    "tv": ("tele",),
    "outdoor": ("valla", "exterior", "cartel", "via-publica"),
    "search": ("buscador",),
    "influencer": ("creador", "creadora"),
    "reviews": ("resenas", "opiniones"),
    "word-of-mouth": ("boca-a-boca", "recomendacion", "boca-oreja"),
    "marketplace": ("mercado-en-linea",),
    "event": ("evento", "feria"),
    "kiosk": ("kiosco", "quiosco"),
    "courier": ("mensajeria", "mensajero", "reparto", "paqueteria", "entrega"),
    "agent": ("agente", "asesor", "asesora", "vendedor", "vendedora", "personal"),
    "social": ("redes-sociales", "redes", "rrss"),
}
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed(
            """
            conciencia, concienciación, concientización, toma de conciencia, descubrimiento,
            descubrir, descubre, conocimiento, conocer, atracción, atraer, inspiración,
            necesidad, detonante, reconocimiento de la necesidad, primer contacto, notoriedad
            """
        ),
        "consideration": listed(
            """
            consideración, considerar, evaluación, evaluar, investigación, investigar,
            comparación, comparar, comparativa, interés, búsqueda, buscar, exploración,
            explorar, precompra, pre compra, antes de la compra, antes de comprar
            """
        ),
        "decision": listed(
            """
            decisión, decidir, elección, elegir, selección, seleccionar, intención, preferencia,
            negociación, prueba gratuita, decisión de compra, intención de compra
            """
        ),
        "purchase": listed(
            """
            compra, comprar, pago, pagar, pedido, pedir, reserva, reservar, transacción,
            adquisición, adquirir, conversión, suscripción, suscribirse, contratación,
            contratar, inscripción, matrícula, venta
            """
        ),
        "post-purchase": listed(
            """
            poscompra, postcompra, post compra, después de la compra, después de comprar,
            posventa, postventa, post venta, después de la venta, entrega, envío, recepción del
            pedido, onboarding, bienvenida, primer uso, uso, usar, utilización, adopción,
            activación, instalación, puesta en marcha, implementación, implantación, consumo,
            disfrute, servicio, atención al cliente, soporte, devolución, devoluciones,
            seguimiento
            """
        ),
        "loyalty": listed(
            """
            lealtad, fidelidad, fidelización, fidelizar, retención, retener, renovación,
            renovar, recompra, repetición, repetir, repetición de compra, compra repetida,
            vinculación, compromiso, relación
            """
        ),
        "advocacy": listed(
            """
            promoción, promover, recomendación, recomendar, recomienda, defensa, apología,
            embajador, embajadores, referidos, referencia, compartir, boca a boca,
            evangelización
            """
        ),
    },
    own={
        "aida": {
            "attention": listed("atención"),
            "desire": listed("deseo, desear"),
            "action": listed("acción, actuar"),
        },
        "aarrr": {
            "acquisition": listed("adquisición, captación"),
            "activation": listed(
                "activación, activar, onboarding, bienvenida, primer uso, prueba gratuita"
            ),
            "retention": listed("uso, utilización, adopción"),
            "revenue": listed("ingresos, monetización, compra, pago, suscripción, conversión"),
        },
        "five-a": {
            "appeal": listed("atracción, atraer, atractivo, interés"),
            "ask": listed(
                """
                preguntar, pregunta, averiguación, averiguar, investigación, consideración,
                evaluación, comparación, búsqueda
                """
            ),
            "act": listed("actuar, acción, decisión"),
        },
        "five-e": {
            "entice": listed("seducir, seducción, invitar, invitación"),
            "enter": listed("entrar, entrada, llegada, llegar, bienvenida, acogida"),
            "engage": listed(
                """
                participar, participación, involucrar, implicación, experiencia, uso, servicio,
                estancia, visita
                """
            ),
            "exit": listed("salir, salida, despedida, partida, cierre"),
            "extend": listed("prolongar, extender, seguimiento"),
        },
        "see-think-do-care": {
            "see": listed("ver"),
            "think": listed("pensar"),
            "do": listed("hacer"),
            "care": listed("cuidar, cuidado"),
        },
    },
    foreign={
        "five-a": {
            "aware": listed("atracción, atraer"),
        },
        "five-e": {
            "extend": listed("compromiso"),
        },
    },
)
_EMOTIONS: Final = EmotionWords(
    negative=worded(
        """
        enfadado enfado enojado enojo molesto molestia ansioso ansiedad asustado miedo aburrido
        aburrimiento confundido confuso confusion desesperado desesperacion decepcionado
        decepcion desanimado insatisfecho insatisfaccion desconfiado desconfianza avergonzado
        frustrado frustracion furioso furia culpable impotente impotencia impaciente impaciencia
        inseguro inseguridad irritado irritacion nervioso indignado indignacion agobiado agobio
        abrumado rabia ira triste tristeza estresado estres tenso preocupado preocupacion
        incomodo incomodidad infeliz disgustado disgusto incertidumbre arrepentido
        arrepentimiento harto hartazgo panico temor abandono
        """
    ),
    positive=worded(
        """
        feliz felicidad alegre alegria contento encantado satisfecho satisfaccion ilusionado
        ilusion emocionado entusiasmado entusiasmo confiado confianza tranquilo tranquilidad
        relajado aliviado alivio agradecido agradecimiento gratitud orgulloso orgullo
        esperanzado esperanza animado optimista inspirado motivado motivacion seguro seguridad
        comodo comodidad valorado fascinado impresionado
        """
    ),
    turning=worded("sin nada poco poca nunca menos falta perdida apenas mal ni contra"),
    # Participles and adjectives go by their masculine singular.
    folds=(("as", "o"), ("os", "o"), ("a", "o")),
)
SPANISH: Final = Language(
    code="es",
    convention=_CONVENTION,
    channels=_CHANNELS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    small_words=worded(
        """
        el la los las un una unos unas lo al del de en por para con y e o u su sus nuestro
        nuestra este esta ese esa que se es
        """
    ),
    conjunctions=("y", "e"),
    prepositions=(),
    head_last=False,
    insider_names=listed(
        """
        interno, interna, internos, internas, generacion-de-leads, captacion-de-leads,
        cualificacion-de-leads, calificacion-de-leads, nutricion-de-leads, gestion-de-leads,
        gestion-de-pedidos, gestion-de-reclamaciones, gestion-de-incidencias,
        gestion-de-inventario, gestion-de-existencias, procesamiento-de-pedidos,
        procesamiento-del-pedido, procesamiento-de-pagos, procesamiento-de-datos,
        alta-en-el-sistema, control-de-calidad, aprovisionamiento, venta-cruzada,
        ventas-cruzadas, embudo-de-ventas, asignacion-de-tickets, clasificacion-de-tickets,
        almacenaje
        """
    ),
    outsider_names=("medicina-interna",),
    regional=dict.fromkeys(_POINT_REGIONS, _POINT),
)
