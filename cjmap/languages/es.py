"""Spanish: its words and how it writes figures."""

from __future__ import annotations

from typing import Final

from cjmap.languages.language import (
    Convention,
    EmotionWords,
    Language,
    PhaseNames,
    StandIn,
    TimeWords,
    listed,
    scored,
    worded,
)
from cjmap.records import replace

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
_POINT_REGIONS: Final = ("419", "mx", "us", "pr", "do", "gt", "hn", "ni", "pa", "pe", "sv")
_SAME: Final = {
    "web": ("sitio-web", "pagina-web", "sitio"),
    "app": ("aplicacion", "aplicacion-movil", "app-movil"),
    "email": ("correo", "correo-electronico", "correos"),
    "sms": ("mensaje-de-texto",),
    "push": ("notificacion-push", "notificaciones-push"),
    "chat": ("chat-en-vivo", "chat-en-linea"),
    "chatbot": ("asistente-virtual",),
    "phone": ("telefono", "llamada", "llamada-telefonica"),
    "video-call": ("videollamada", "videoconferencia"),
    "portal": ("portal-de-clientes", "area-de-cliente", "area-de-clientes"),
    "store": ("tienda", "tienda-fisica"),
    "on-site": ("en-persona", "presencial", "in-situ"),
    "mail": ("correo-postal",),
    "print": ("impreso", "impresos"),
    "tv": ("tele", "television"),
    "outdoor": ("publicidad-exterior", "exterior"),
    "search": ("buscador", "buscadores", "motor-de-busqueda"),
    "display": ("anuncios-graficos", "anuncios-display"),
    "influencer": ("influencers", "influenciador"),
    "reviews": ("resenas", "opiniones", "valoraciones"),
    "word-of-mouth": ("boca-a-boca", "boca-oreja"),
    "marketplace": ("mercado-en-linea",),
    "event": ("evento", "eventos"),
    "kiosk": ("kiosco", "quiosco", "quiosco-interactivo", "totem"),
    "courier": ("mensajeria", "paqueteria"),
    "agent": ("agente", "asesor", "asesora"),
    "social": ("redes-sociales", "redes", "rrss", "red-social"),
}
_LIKE: Final = {
    "web": ("formulario-web", "tienda-online", "tienda-en-linea", "pagina-de-destino"),
    "email": ("boletin",),
    "phone": ("centro-de-llamadas", "linea-de-atencion", "contestador"),
    "store": ("sucursal", "farmacia", "supermercado", "centro-comercial", "oficina"),
    "on-site": ("recepcion", "sala-de-espera", "mostrador", "ventanilla", "consultorio"),
    "print": (
        *("folleto", "folletos", "prensa", "revista", "periodico", "catalogo", "factura"),
        "recibo",
    ),
    "outdoor": ("valla", "cartel", "carteles", "via-publica", "senaletica"),
    "influencer": ("creador", "creadora"),
    "word-of-mouth": ("recomendacion", "recomendaciones", "amigos", "referidos"),
    "event": ("feria", "congreso", "taller", "conferencia"),
    "kiosk": ("cajero", "cajero-automatico", "maquina-expendedora"),
    "courier": ("mensajero", "reparto", "repartidor", "entrega"),
    "agent": ("vendedor", "vendedora", "dependiente", "comercial"),
    "social": ("comunidad", "foro"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("todos todas todo-el-mundo cualquiera"),
    StandIn.END: worded("fin final finaliza termina exito salida"),
    StandIn.GIVEN_UP: worded("abandono abandona abandonar"),
    StandIn.NOTHING: worded("nada"),
}
_WAYS: Final = worded(
    """
    carta local personal terminal casa visita reunion domicilio calle puerta mesa sala hotel
    aeropuerto estacion coche tren producto paquete embalaje envase pantalla maquina tableta
    curso clase escuela clinica hospital medico medica enfermera banco socio familia amigo amiga
    vecino vecina colega medios notificacion mensaje historia historias grupo plaza mercado
    """
)
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
    scores=scored(
        {
            -2: """
            furioso furia indignado indignacion desesperado desesperacion rabia ira panico aterrado
            horrorizado traicionado odio asqueado rabioso colerico desolado aterrorizado espantado
            humillado enfurecido cabreado
            """,
            -1: """
            enfadado enfado enojado enojo molesto molestia ansioso ansiedad asustado miedo aburrido
            aburrimiento confundido confuso confusion decepcionado decepcion desanimado desconcertado
            insatisfecho insatisfaccion desconfiado desconfianza avergonzado frustrado frustrante
            frustracion culpable impotente impotencia impaciente impaciencia inseguro inseguridad
            irritado irritacion nervioso agobiado agobio abrumado triste tristeza estresado estres tenso
            preocupado preocupacion incomodo incomodidad infeliz disgustado disgusto incertidumbre
            arrepentido arrepentimiento harto hartazgo temor abandono cansado agotado perdido dudoso
            esceptico solo fastidiado indeciso desilusionado desilusion angustiado angustia apenado
            apurado intranquilo inquieto inquietud desbordado desorientado enganado estafado ignorado
            abandonado rechazado ofendido dolido desmotivado apatico temeroso atemorizado pesimista
            melancolico deprimido exasperado mosqueado decaido desalentado irritante molestado
            contrariado presionado
            """,
            0: "indiferente indiferencia neutral neutro",
            1: """
            feliz felicidad alegre contento satisfecho satisfaccion confiado confianza curioso
            curiosidad interesado tranquilo tranquilidad relajado aliviado alivio agradecido
            agradecimiento gratitud esperanzado esperanza animado optimista inspirado motivado
            motivacion seguro seguridad comodo comodidad valorado impresionado intrigado acompanado
            comprendido escuchado respetado atendido apoyado acogido arropado realizado sereno serenidad
            calmado afortunado divertido entretenido convencido empoderado reconfortado tranquilizado

            """,
            2: """
            encantado ilusionado ilusion emocionado entusiasmado entusiasmo euforico euforia fascinado
            orgulloso orgullo alegria maravillado gozoso dichoso extasiado radiante jubiloso
            """,
        }
    ),
    turning=worded("no sin nada poco poca nunca menos falta perdida apenas mal ni contra"),
    # Participles and adjectives go by their masculine singular.
    folds=(("as", "o"), ("os", "o"), ("a", "o")),
    degrees=worded(
        "muy tan bastante algo mas muchisimo mucho mucha totalmente completamente un tanto aun "
        "todavia casi tambien pura puro siente sienten sentirse esta estan estoy se"
    ),
)
_LEVELS: Final = {
    "very-negative": ("muy-negativo", "muy-negativa", "muy-mal", "muy-malo", "pesimo"),
    "negative": ("negativo", "negativa", "mal", "malo"),
    "neutral": ("neutral", "neutro", "neutra", "regular"),
    "positive": ("positivo", "positiva", "bien", "bueno"),
    "very-positive": ("muy-positivo", "muy-positiva", "muy-bien", "muy-bueno", "excelente"),
    "none": ("ninguna", "ninguno", "ningun", "no-aplica", "no-procede", "n-a", "sin-emocion"),
}
_VALUES: Final = {
    "true": ("si",),
    "false": ("no",),
    "very-low": ("muy-baja", "minima", "minimo"),
    "low": ("baja", "leve", "poca", "bajo"),
    "medium": ("media", "mediana", "moderada", "moderado", "normal", "medio"),
    "high": ("alta", "grave", "seria", "fuerte", "elevada"),
    "very-high": ("muy-alta", "maxima", "muy-grave", "maximo"),
    "minor": ("leve",),
    "major": ("grave", "mayor"),
    "critical": ("critica", "bloqueante"),
    "rare": ("raramente", "raro", "rara", "casi-nunca"),
    "sometimes": ("ocasional", "ocasionalmente", "de-vez-en-cuando", "alguna-vez"),
    "often": ("frecuente", "frecuentemente", "con-frecuencia", "muchas-veces"),
    "always": ("constante", "constantemente", "cada-vez"),
    "annoyance": ("molestia", "molesta"),
    "workaround": ("rodeo", "solucion-alternativa"),
    "abandonment": ("abandono", "abandona"),
    "open": ("abierto", "abierta", "sin-resolver"),
    "resolved": ("resuelta", "cerrado", "cerrada", "solucionado", "solucionada"),
    "idea": ("propuesta", "pendiente", "sugerencia"),
    "planned": (
        "planificado",
        "planeado",
        "planeada",
        "previsto",
        "prevista",
        "aprobada",
        "aceptada",
        "programada",
        "pendiente",
        "por-hacer",
    ),
    "doing": (
        "en-progreso",
        "en-proceso",
        "en-marcha",
        "haciendo",
        "iniciado",
        "iniciada",
        "en-desarrollo",
        "empezada",
    ),
    "done": (
        "hecho",
        "terminado",
        "terminada",
        "completado",
        "completada",
        "implementado",
        "implementada",
        "finalizado",
        "finalizada",
    ),
    "dropped": ("descartado", "cancelado", "cancelada", "rechazado", "rechazada"),
    "current": ("actual", "presente"),
    "future": ("futuro", "futura", "deseado"),
    "draft": ("en-borrador",),
    "review": ("revision", "resena", "opinion", "valoracion"),
    "validated": ("validada", "aprobado", "aprobada"),
    "archived": ("archivada",),
    "primary": ("principal", "primaria", "primario"),
    "secondary": ("secundaria", "secundario"),
    "negative": ("negativa", "negativo"),
    "happy": ("feliz", "normal", "habitual", "principal"),
    "alternative": ("alternativo", "alternativa", "opcional"),
    "exception": ("error", "fallo", "excepcion"),
    "success": ("exito", "fin", "final", "bien"),
    "abandon": ("abandono", "abandona"),
    "customer": ("cliente", "usuario"),
    "organization": ("empresa", "organizacion"),
    "third-party": ("tercero", "terceros"),
    "interview": ("entrevista", "conversacion"),
    "survey": ("encuesta", "cuestionario", "sondeo"),
    "analytics": ("analitica", "analitica-web", "datos-de-uso"),
    "support": ("soporte", "atencion-al-cliente", "tique", "ticket"),
    "observation": ("observacion",),
    "usability-test": (
        "prueba-de-usabilidad",
        "test-de-usabilidad",
        "prueba-de-usuario",
        "test-de-usuario",
    ),
    "diary": ("diario", "estudio-de-diario"),
    "workshop": ("taller", "sesion-de-trabajo"),
    "desk-research": ("investigacion-de-escritorio", "estudio-documental", "fuentes-secundarias"),
    "experiment": ("experimento", "test-a-b", "prueba-a-b"),
    "assumption": ("suposicion", "hipotesis", "supuesto"),
    "action": ("accion", "accion-del-cliente"),
    "interaction": ("interaccion", "contacto"),
    "journey": ("viaje", "viaje-del-cliente", "recorrido", "recorrido-del-cliente"),
    "experience": ("experiencia", "mapa-de-experiencia"),
    "blueprint": ("plano-de-servicio",),
    "employee": ("empleado", "viaje-del-empleado", "recorrido-del-empleado"),
    "up": ("sube", "arriba", "subir", "aumenta"),
    "down": ("baja", "abajo", "bajar", "disminuye"),
    "mean": ("media", "promedio"),
    "percent": ("porcentaje", "proporcion"),
    "digital": ("en-linea", "virtual"),
    "physical": ("fisico", "fisica", "presencial"),
    "voice": ("voz", "telefonico", "telefono"),
    "human": ("humano", "persona"),
    "owned": ("propio", "propia"),
    "earned": ("ganado", "ganada"),
    "paid": ("pagado", "de-pago"),
    "partner": ("socio", "aliado"),
    "functional": ("funcional", "practico"),
    "emotional": ("emocional",),
    "parent": ("padre", "superior"),
    "child": ("hijo", "detalle"),
    "variant": ("variante",),
    "baseline": ("linea-base", "base", "antes"),
}
_PROMPTS: Final = {
    "owner": ("Tu equipo",),
    "role": ("Un cliente que conoces",),
    "goals": ("Lo que esta persona quiere en la vida, no de ti",),
    "scenario": ("Quién hace qué y en qué situación",),
    "goal": (
        "Lo que el cliente quiere tener al final",
        "Lo que el cliente quiere averiguar primero",
        "Lo que el cliente quiere conseguir",
        "El partido que el cliente quiere sacarle",
    ),
    "start": ("Lo que lo pone en marcha",),
    "end": ("Cómo sabe el cliente que ha terminado",),
    "name": (
        "Donde el cliente da contigo por primera vez",
        "El paso del que todos se quejan",
        "Lo que llega una semana después",
    ),
    "does": ("Lo que hace el cliente",),
    "thoughts": (
        "Lo que piensa el cliente, con sus palabras",
        "Lo que piensa el cliente",
    ),
    "expects": ("Lo que espera el cliente",),
    "pains": ("Lo que lo hace difícil",),
    "opportunities": ("Qué hacer al respecto",),
}
LANGUAGE: Final = Language(
    code="es",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded("s es as os a o e"),
    time=TimeWords(
        units={
            "weeks": (
                "semana",
                "semanas",
                "sem",
            ),
            "days": (
                "dia",
                "dias",
            ),
            "hours": (
                "hora",
                "horas",
                "hs",
                "hrs",
            ),
            "minutes": (
                "minuto",
                "minutos",
                "mins",
            ),
            "seconds": (
                "segundo",
                "segundos",
                "seg",
                "segs",
            ),
        },
        amounts={
            0.5: (
                "medio",
                "media",
            ),
            1: (
                "un",
                "una",
                "uno",
            ),
            2: ("dos",),
            3: ("tres",),
            4: ("cuatro",),
            5: ("cinco",),
            6: ("seis",),
            7: ("siete",),
            8: ("ocho",),
            9: ("nueve",),
            10: ("diez",),
            12: ("doce",),
        },
    ),
    small_words=worded(
        """
        el la los las un una unos unas lo al del de en por para con y e o u su sus nuestro
        nuestra este esta ese esa que se es
        """
    ),
    stage_words=worded("etapa fase paso"),
    conjunctions=("y", "e"),
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
    prompts=_PROMPTS,
)
