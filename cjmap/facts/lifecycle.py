"""The phases that a map's stages are held against, and which stage is which phase.

A stage says its phase, or its name does: `NAMES` lists, for every named model, the words that
are recognised in English and in Spanish. The user's own list is recognised by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from cjmap.facts.index import Item
from cjmap.messages import Message, tr, verbatim
from cjmap.model.journey import LIFECYCLES, Journey, Stage
from cjmap.text.slugs import slug

PHASE_LABELS: dict[str, Message] = {
    "awareness": tr("Awareness"),
    "consideration": tr("Consideration"),
    "decision": tr("Decision"),
    "purchase": tr("Purchase"),
    "post-purchase": tr("Post-purchase"),
    "loyalty": tr("Loyalty"),
    "advocacy": tr("Advocacy"),
    "attention": tr("Attention"),
    "interest": tr("Interest"),
    "desire": tr("Desire"),
    "action": tr("Action"),
    "acquisition": tr("Acquisition"),
    "activation": tr("Activation"),
    "retention": tr("Retention"),
    "referral": tr("Referral"),
    "revenue": tr("Revenue"),
    "aware": tr("Aware"),
    "appeal": tr("Appeal"),
    "ask": tr("Ask"),
    "act": tr("Act"),
    "advocate": tr("Advocate"),
    "entice": tr("Entice"),
    "enter": tr("Enter"),
    "engage": tr("Engage"),
    "exit": tr("Exit"),
    "extend": tr("Extend"),
    "see": tr("See"),
    "think": tr("Think"),
    "do": tr("Do"),
    "care": tr("Care"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """The names by which a phase is recognised, as people write them, per language."""

    en: tuple[str, ...]
    es: tuple[str, ...]

    def __add__(self, other: Names) -> Names:
        return Names(self.en + other.en, self.es + other.es)

    def __sub__(self, other: Names) -> Names:
        return Names(
            tuple(name for name in self.en if name not in other.en),
            tuple(name for name in self.es if name not in other.es),
        )


def _names(en: str, es: str) -> Names:
    return Names(tuple(en.split(", ")), tuple(es.split(", ")))


_AWARENESS = _names(
    "awareness, aware, discovery, discover, attraction, attract, inspiration, trigger, need, "
    "need recognition, problem recognition, first contact, becoming aware, realization",
    "conciencia, concienciación, concientización, toma de conciencia, descubrimiento, descubrir, "
    "descubre, conocimiento, conocer, atracción, atraer, inspiración, necesidad, detonante, "
    "reconocimiento de la necesidad, primer contacto, notoriedad",
)
_CONSIDERATION = _names(
    "consideration, consider, evaluation, evaluate, research, comparison, compare, interest, "
    "search, exploration, explore, familiarity, information search, pre-purchase, "
    "before purchase, before the purchase",
    "consideración, considerar, evaluación, evaluar, investigación, investigar, comparación, "
    "comparar, comparativa, interés, búsqueda, buscar, exploración, explorar, precompra, "
    "pre compra, antes de la compra, antes de comprar",
)
_DECISION = _names(
    "decision, decide, choice, choose, selection, select, intent, intention, preference, "
    "shortlist, negotiation, trial, purchase decision, purchase intent",
    "decisión, decidir, elección, elegir, selección, seleccionar, intención, preferencia, "
    "negociación, prueba gratuita, decisión de compra, intención de compra",
)
_PURCHASE = _names(
    "purchase, purchasing, buy, buying, order, ordering, checkout, payment, pay, booking, book, "
    "reservation, transaction, acquisition, conversion, subscription, subscribe, sign-up, signup, "
    "enrolment, enrollment, sale, contract",
    "compra, comprar, pago, pagar, pedido, pedir, reserva, reservar, transacción, adquisición, "
    "adquirir, conversión, suscripción, suscribirse, contratación, contratar, inscripción, "
    "matrícula, venta",
)
_POST_PURCHASE = _names(
    "post-purchase, postpurchase, after purchase, after the purchase, after-sale, after-sales, "
    "aftersales, after the sale, delivery, shipping, fulfilment, fulfillment, unboxing, "
    "onboarding, first use, use, using, usage, adoption, activation, installation, setup, "
    "implementation, consumption, service, customer service, support, returns, follow-up, "
    "aftercare, ownership",
    "poscompra, postcompra, post compra, después de la compra, después de comprar, posventa, "
    "postventa, post venta, después de la venta, entrega, envío, recepción del pedido, "
    "onboarding, bienvenida, primer uso, uso, usar, utilización, adopción, activación, "
    "instalación, puesta en marcha, implementación, implantación, consumo, disfrute, servicio, "
    "atención al cliente, soporte, devolución, devoluciones, seguimiento",
)
_LOYALTY = _names(
    "loyalty, retention, retain, renewal, renew, repeat, repeat purchase, repurchase, "
    "re-purchase, return visit, engagement, relationship, membership",
    "lealtad, fidelidad, fidelización, fidelizar, retención, retener, renovación, renovar, "
    "recompra, repetición, repetir, repetición de compra, compra repetida, vinculación, "
    "compromiso, relación",
)
_ADVOCACY = _names(
    "advocacy, advocate, referral, referrals, refer, recommendation, recommend, share, sharing, "
    "ambassador, evangelism, word of mouth",
    "promoción, promover, recomendación, recomendar, recomienda, defensa, apología, embajador, "
    "embajadores, referidos, referencia, compartir, boca a boca, evangelización",
)

NAMES: Mapping[str, Mapping[str, Names]] = {
    "seven-stage": {
        "awareness": _AWARENESS,
        "consideration": _CONSIDERATION,
        "decision": _DECISION,
        "purchase": _PURCHASE,
        "post-purchase": _POST_PURCHASE,
        "loyalty": _LOYALTY,
        "advocacy": _ADVOCACY,
    },
    "four-stage": {
        "awareness": _AWARENESS,
        "consideration": _CONSIDERATION,
        "decision": _DECISION + _PURCHASE,
        "loyalty": _POST_PURCHASE + _LOYALTY + _ADVOCACY,
    },
    "aida": {
        "attention": _names("attention", "atención") + _AWARENESS,
        "interest": _CONSIDERATION,
        "desire": _names("desire", "deseo, desear") + _DECISION,
        "action": _names("action, act", "acción, actuar") + _PURCHASE,
    },
    "aarrr": {
        "acquisition": _names("acquisition, acquire", "adquisición, captación") + _AWARENESS,
        "activation": _names(
            "activation, activate, onboarding, first use, sign-up, signup, trial",
            "activación, activar, onboarding, bienvenida, primer uso, prueba gratuita",
        ),
        "retention": _LOYALTY + _names("use, usage, adoption", "uso, utilización, adopción"),
        "referral": _ADVOCACY,
        "revenue": _names(
            "revenue, monetization, purchase, payment, subscription, conversion, upgrade",
            "ingresos, monetización, compra, pago, suscripción, conversión",
        ),
    },
    "five-a": {
        "aware": _AWARENESS - _names("attraction, attract", "atracción, atraer"),
        "appeal": _names(
            "appeal, attraction, attract, interest", "atracción, atraer, atractivo, interés"
        ),
        "ask": _names(
            "ask, asking, research, consideration, evaluation, comparison, search",
            "preguntar, pregunta, averiguación, averiguar, investigación, consideración, "
            "evaluación, comparación, búsqueda",
        ),
        "act": _names("act, action, decision", "actuar, acción, decisión")
        + _PURCHASE
        + _POST_PURCHASE,
        "advocate": _ADVOCACY + _LOYALTY,
    },
    "five-e": {
        "entice": _names("entice, enticement", "seducir, seducción, invitar, invitación")
        + _AWARENESS,
        "enter": _names(
            "enter, entry, entrance, arrival, arrive, check-in, welcome",
            "entrar, entrada, llegada, llegar, bienvenida, acogida",
        ),
        "engage": _names(
            "engage, engagement, experience, use, usage, service, stay, visit",
            "participar, participación, involucrar, implicación, experiencia, uso, servicio, "
            "estancia, visita",
        ),
        "exit": _names(
            "exit, leave, leaving, departure, check-out, checkout, farewell",
            "salir, salida, despedida, partida, cierre",
        ),
        "extend": _names("extend, extension, follow-up", "prolongar, extender, seguimiento")
        + (_LOYALTY - _names("engagement", "compromiso"))
        + _ADVOCACY,
    },
    "see-think-do-care": {
        "see": _names("see", "ver") + _AWARENESS,
        "think": _names("think", "pensar") + _CONSIDERATION,
        "do": _names("do", "hacer") + _DECISION + _PURCHASE,
        "care": _names("care", "cuidar, cuidado") + _POST_PURCHASE + _LOYALTY + _ADVOCACY,
    },
    "none": {},
}

# What joins two phases in one name: "Loyalty and advocacy", "Compra / entrega".
_JOINTS = re.compile(r"\s*(?:[,;/&+·|>→]|\s(?:and|y|e)\s)\s*", re.I)
# Longer names are read no further: what they are about stands at their beginning.
_LONGEST = 200
# In English the word that counts comes last, and before what a preposition adds to it.
_ADDITIONS = re.compile(r"\s(?:of|for|with|in|to|at|on|by|from)\s.*", re.I)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the lifecycle in force; `rank` counts from 0."""

    id: str
    label: Message
    rank: int


@dataclass(frozen=True, slots=True)
class StagePhase:
    """The phases that a stage covers: several only where its name joins them; none if unknown.

    `written` says that the stage names its phase itself.
    """

    stage: Item
    phases: tuple[Phase, ...]
    written: bool

    @property
    def phase(self) -> Phase | None:
        """The first, which decides the stage's place in the order."""
        return self.phases[0] if self.phases else None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The phases of a model and the stages of a map that are them.

    `model` is the model's name, None for the user's own list; `chosen` says that the map or
    its workspace wrote the choice down; `fitting` that the map wrote it, or shows a whole
    customer journey, as a lifecycle does.
    """

    model: str | None
    chosen: bool
    fitting: bool
    phases: tuple[Phase, ...]
    stages: tuple[StagePhase, ...]

    @property
    def share(self) -> float | None:
        """The share of stages whose phase is known, 0 to 1; None without a stage or a phase."""
        if not self.stages or not self.phases:
            return None
        return sum(bool(entry.phases) for entry in self.stages) / len(self.stages)

    @property
    def applies(self) -> bool:
        """Whether the map may be held against the model: it was chosen, or half of the stages fit."""
        share = self.share
        return share is not None and self.fitting and (self.chosen or share >= 0.5)

    @property
    def missing(self) -> tuple[Phase, ...]:
        """The phases that no stage covers, in order."""
        covered = {phase.id for entry in self.stages for phase in entry.phases}
        return tuple(phase for phase in self.phases if phase.id not in covered)

    @property
    def out_of_order(self) -> tuple[tuple[StagePhase, StagePhase], ...]:
        """Each stage that follows one of a later phase, behind that one (the latest so far)."""
        pairs = []
        latest: tuple[int, StagePhase] | None = None
        for entry in self.stages:
            if entry.phase is None:
                continue
            if latest is not None and entry.phase.rank < latest[0]:
                pairs.append((latest[1], entry))
            else:
                latest = (entry.phase.rank, entry)
        return tuple(pairs)

    def of(self, stage: int) -> StagePhase:
        """The entry of a stage, numbered from 0."""
        return self.stages[stage]

    def covering(self, phase: Phase) -> tuple[Item, ...]:
        """The stages that cover a phase."""
        return tuple(e.stage for e in self.stages if any(p.id == phase.id for p in e.phases))


def is_whole(journey: Journey) -> bool:
    """Whether a map shows a whole customer journey.

    Neither other kinds of maps nor the parts of a larger journey go from awareness to advocacy.
    """
    return journey.kind == "journey" and all(link.rel != "parent" for link in journey.links or ())


def follow(
    lifecycle: str | tuple[str, ...], stages: tuple[Item, ...], *, chosen: bool, fitting: bool
) -> Lifecycle:
    """Holds stages against a named model or a list of the user's own phases."""
    if isinstance(lifecycle, str):
        model: str | None = lifecycle
        phases = tuple(
            Phase(name, PHASE_LABELS[name], rank) for rank, name in enumerate(LIFECYCLES[lifecycle])
        )
        vocabulary = _model_words(lifecycle)
    else:
        model = None
        own = {slug(text) or f"phase-{place + 1}": text for place, text in enumerate(lifecycle)}
        phases = tuple(Phase(n, verbatim(text), rank) for rank, (n, text) in enumerate(own.items()))
        vocabulary = {name: (name, "") for name in own}
    by_id = {phase.id: phase for phase in phases}
    return Lifecycle(
        model, chosen, fitting, phases, tuple(_place(stage, by_id, vocabulary) for stage in stages)
    )


# A recognised name, as a slug, to its phase and its language ("" where both have it).
_Words = Mapping[str, tuple[str, str]]


@cache
def _model_words(model: str) -> _Words:
    words: dict[str, tuple[str, str]] = {}
    for phase in LIFECYCLES[model]:
        words[phase] = (phase, "en")
    for phase, names in NAMES[model].items():
        for language, listed in (("en", names.en), ("es", names.es)):
            for name in listed:
                key = slug(name)
                known = words.get(key)
                if known is None:
                    words[key] = (phase, language)
                elif known == (phase, "en") and language == "es":
                    words[key] = (phase, "")
    return words


def _place(stage: Item, phases: Mapping[str, Phase], words: _Words) -> StagePhase:
    thing: Stage = stage.thing
    if thing.phase is not None:
        # A phase may be written in the words of its own language too: `phase: lealtad`.
        name = thing.phase if thing.phase in phases else words.get(thing.phase, ("", ""))[0]
        return StagePhase(stage, (phases[name],) if name in phases else (), True)
    found = dict.fromkeys(recognise(thing.name, words))
    return StagePhase(stage, tuple(phases[name] for name in found), False)


def recognise(name: str, words: _Words) -> Iterator[str]:
    """The phases that a stage's name says, in the order of the name.

    The whole name counts first, then each of the parts that it joins ("Lealtad y promoción").
    """
    name = name[:_LONGEST]
    whole = words.get(slug(name))
    if whole is not None:
        yield whole[0]
        return
    for part in _JOINTS.split(name):
        phase = _recognise_part(part, words)
        if phase is not None:
            yield phase


def _recognise_part(part: str, words: _Words) -> str | None:
    """The phase of the longest recognised run of words.

    Of runs as long, Spanish takes the first (`Decisión de compra`) and English the last
    (`Purchase decision`).
    """
    best: tuple[int, int, str] | None = None
    for text, language in ((part, "es"), (_ADDITIONS.sub("", part), "en")):
        pieces = slug(text).split("-")
        for start in range(len(pieces)):
            for end in range(start + 1, len(pieces) + 1):
                phase, spoken = words.get("-".join(pieces[start:end]), ("", language))
                if not phase or spoken not in ("", language):
                    continue
                found = (end - start, -start if language == "es" else start, phase)
                if best is None or found[:2] > best[:2]:
                    best = found
    return best[2] if best else None
