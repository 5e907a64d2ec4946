"""Words of those who build a service, which its customers neither say nor think.

Kept short on purpose: each word here is one that customers do not use in English or Spanish,
and those that mean something else to somebody (Kafka the author, the S-Bahn line S3) count
only beside what makes them technical.
"""

from __future__ import annotations

import re

from cjmap.expressions import expression

# Written in capitals by those who mean the technical thing; `api` is also a Bolivian drink.
_CAPITALS = r"(?:REST\s+)?APIs?|SDKs?|SQL|NoSQL|JWT|OAuth2?|ETL|UUIDs?|SKUs?|MQLs?|JSON|CI/CD"
_WORDS = (
    r"endpoints?|back-?ends?|front-?ends?|webhooks?|micro-?(?:services?|servicios?)|middlewares?|"
    r"payloads?|kubernetes|k8s|rabbitmq|redis|postgres(?:ql)?|mysql|mongodb|elasticsearch|"
    r"dynamodb|localhost|cron\s?jobs?|user\s+stor(?:y|ies)|historias?\s+de\s+usuario"
)
# What one does with a system, and not with an author or a train: nobody asks or queries those.
_ASKS = (
    r"(?:asks?|quer(?:y|ies)|polls?|calls?|pregunta|consulta|llama)(?:\s+a)?|"
    r"(?:looks?|searche?s?|checks?)\s+(?:in(?:to)?|at|up\s+in)|"
    r"(?:mira|busca|comprueba)\s+en"
)
_KAFKA = (
    r"(?:topics?|clusters?|queues?|streams?|brokers?|events?|colas?|t[oó]picos?|eventos?)"
    r"\s+(?:of\s+|in\s+|de\s+|en\s+)?kafka|"
    r"kafka\s+(?:topics?|clusters?|queues?|streams?|brokers?|events?|messages?|consumers?|producers?)|"
    r"(?:publish(?:es|ed)?|writes?|sends?|consumes?|publica|env[ií]a|consume)\b[^.;]{0,40}"
    r"\b(?:to|from|into|on|en|a|de|desde)\s+kafka|"
    rf"(?:{_ASKS})\s+kafka"
)
_S3 = (
    r"(?:aws|amazon)\s+s3|s3\s+buckets?|buckets?\s+(?:de\s+)?s3|"
    r"(?:upload(?:s|ed)?|saves?|stor(?:es?|ed)|copies|files?|sube|guarda|copia|archivos?)\b[^.;]{0,40}"
    r"\b(?:to|in|into|on|from|en|a|de|desde)\s+s3|"
    rf"(?:{_ASKS})\s+s3"
)
_REQUEST = r"(?:GET|POST|PUT|PATCH|DELETE)\s+/[\w/{}.-]*"
# `SHOP-42`, `CRM-118`: three letters at least, and not what everybody knows by such a name.
_TICKET = (
    r"(?!(?:COVID|SARS|ISO|DIN|UTF|GPT|RTX|GTX|EAN|BMW|MIG|IBM|RFC|CIE|MRI|PCR|CD|DVD|USB|WIFI)-)"
    r"[A-Z]{3,10}-\d{2,6}"
)
# A queue's or a train's ticket has a short number, a help desk's a long one.
_NUMBERED = (
    r"(?:ticket|tique|tíquet|issue)s?\s*(?:#|n[º°.o]\.?|no\.|number|número|num\.)\s*#?\d{4,}|"
    r"INC\d{5,}"
)
# Beside these words such a thing is a code that customers are given.
_CODES = expression(
    r"\b(?:codes?|código|codigo|coupon|cupón|cupon|voucher|vale|promo\w*|discount|descuento|"
    r"flight|vuelo|models?|modelo|room|sala|gate|puerta|seat|asiento|referencia|reference)\b",
    re.I,
)

_EXACT = expression(rf"(?<![\w.-])(?:{_CAPITALS}|{_REQUEST})(?![\w-])")
_KEY = expression(rf"(?<![\w.-]){_TICKET}(?![\w-])")
_LOOSE = expression(rf"(?<![\w.-])(?:{_WORDS}|{_KAFKA}|{_S3}|{_NUMBERED})(?![\w-])", re.I)

# Every technical word holds one of these, in any case, two capitals or a long number: nearly all
# texts hold none, and to look for them costs a twentieth of the search for the words.
_MARKED = expression(r"[A-Z]{2}|\d{4}")
_STEMS = (
    *("endpoint", "backend", "back-end", "frontend", "front-end", "webhook", "microserv"),
    *("micro-serv", "middleware", "payload", "kubernetes", "k8s", "rabbit", "redis", "postgres"),
    *(
        "mysql",
        "mongo",
        "elastic",
        "dynamo",
        "localhost",
        "cron",
        "user",
        "historia",
        "kafka",
        "s3",
    ),
)
# What stands for an `i` where case does not matter.
_DOTS = str.maketrans({"ı": "i", "\u0307": None})

_AMBIGUOUS = expression(r"\b(?:kafka|s3)\b", re.I)

# People for whom these words are their own.
_TECHNICAL = expression(
    r"\b(?:developers?|programmers?|software|engineers?|dev-?ops|sys-?admins?|administrators?|"
    r"architects?|data\s+(?:scientists?|analysts?|engineers?)|analysts?|cto|(?-i:IT)|testers?|integrators?|"
    r"desarrollador\w*|programador\w*|ingenier\w+|informátic\w+|informatic\w+|"
    r"administrador\w*|arquitect\w+|analista\w*|científic\w+ de datos|sistemas|integrador\w*)\b",
    re.I,
)


def find_jargon(text: str) -> tuple[str, ...]:
    """The technical words of a text, as they stand there, in their order and each once."""
    if not may_hold_jargon(text):
        return ()
    expressions = [_EXACT, _LOOSE] if _CODES.search(text) else [_EXACT, _KEY, _LOOSE]
    found = sorted(
        (match for expression in expressions for match in expression.finditer(text)),
        key=lambda match: match.start(),
    )
    return tuple(dict.fromkeys(_word(match.group()) for match in found))


def may_hold_jargon(text: str) -> bool:
    """Whether a text, of whatever length, may hold technical words: False for most, and at once."""
    if _MARKED.search(text):
        return True
    folded = text.casefold().translate(_DOTS)
    return any(stem in folded for stem in _STEMS)


def _word(found: str) -> str:
    """The word itself, without what makes it technical."""
    inner = _AMBIGUOUS.search(found)
    return inner.group() if inner else found


def is_technical(description: str) -> bool:
    """Whether somebody so described works with such words."""
    return _TECHNICAL.search(description) is not None
