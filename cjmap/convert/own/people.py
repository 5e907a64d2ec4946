"""The head of a page and its personas."""

from __future__ import annotations

from typing import Any, Final

from cjmap.board.heading import SCOPE
from cjmap.convert.drafts import Fate, Remark
from cjmap.convert.own.record import NAMES, Record, as_drawn, personas_of
from cjmap.convert.recognition.cells import choice_of
from cjmap.convert.tables import Spot
from cjmap.expressions import expression
from cjmap.messages import tr
from cjmap.vocabulary.personas import PersonaType

_QUOTES: Final = " «»“”„‟\"'‘’「」『』"
_PERSONA: Final = expression(r"(?s)(?P<about>\((?P<inside>[^()]*)\))?\s*[:：]?\s*(?P<quote>.*)")


def read_head(page: Record) -> None:
    head = next((one for one in page.sections if one.level == 1), None)
    if head is None:
        return
    page.lines.add(head.line)
    if page.journey.block is None:
        page.remarks = [one for one in page.remarks if one.path != ("title",)]
        page.remarks.append(Remark(Fate.TAKEN, head.heading, Spot(head.line), ("title",)))
    # The diagram has signs that look alike; the page says it as it is.
    elif as_drawn(head.heading) != page.values["title"]:
        for one in [one for one in page.remarks if one.path == ("title",)]:
            page.tell(one, tr("The heading of the page says otherwise, and counts."))
    page.values["title"] = head.heading
    labels = {label.render(page.code): key for key, label in SCOPE.items()}
    for number, words in enumerate(head.words):
        if number == 1:
            page.values["description"] = words.text
            page.remarks.append(Remark(Fate.TAKEN, words.text, Spot(words.line), ("description",)))
        else:
            page.miss(words.text, Spot(words.line))
    for item in head.items:
        label, text = item.label or ("", "")
        key = labels.get(label, "")
        if key == "expectations":
            page.values[key] = text.split("; ")
        elif key:
            page.values[key] = text
        else:
            page.miss(item.text, Spot(item.line))
            continue
        page.remarks.append(Remark(Fate.TAKEN, item.text, Spot(item.line), (key,)))


def read_people(page: Record) -> None:
    section = page.section(tr("Personas").render(page.code))
    if section is None:
        return
    known = [dict(one) for one in personas_of(page.values.get("personas"))]
    told: list[dict[str, Any]] = []
    for item in section.items:
        persona = max(
            (one for one in known if item.text.startswith(str(one["name"]))),
            key=lambda one: len(str(one["name"])),
            default={"name": item.text.split(" (")[0].split(":")[0].strip()},
        )
        found = _PERSONA.fullmatch(item.text[len(str(persona["name"])) :].strip())
        if found is not None:
            _portray(page, persona, found["inside"] or "", found["quote"] or "")
        page.remarks.append(Remark(Fate.TAKEN, item.text, Spot(item.line), ("personas", len(told))))
        told.append(persona)
    page.values["personas"] = told + [one for one in known if one not in told]


def _portray(page: Record, persona: dict[str, Any], about: str, quote: str) -> None:
    role: list[str] = []
    for part in filter(None, NAMES.split(about)):
        kind = choice_of(part, tuple(PersonaType), page.code)
        if kind is not None:
            persona["type"] = kind
        elif part[0].isdigit() and not role:
            persona["age"] = part
        else:
            role.append(part)
    if role:
        persona["role"] = ", ".join(role)
    if quote.strip(_QUOTES):
        persona["quote"] = quote.strip(_QUOTES)
