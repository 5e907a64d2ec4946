"""Pages that `render -f markdown` wrote → drafts: what their tables and lists say of a map.

The page is for readers: pains, gains, opportunities and metrics stand at their stage, numbers as they
are written in the page's language. What has no place there is told.
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from cjmap.board.heading import SCOPE
from cjmap.convert import mermaid
from cjmap.convert.drafts import Draft, Fate, Remark, nobody, untitled
from cjmap.convert.own_tasks import OURS, Scale, agrees, on_table, pair, scale_of
from cjmap.convert.recognition.cells import choice_of, number_of
from cjmap.convert.recognition.feelings import Felt, feeling_of, off_scale, on_scale
from cjmap.convert.recognition.figures import metric_of
from cjmap.convert.recognition.places import whole_journey
from cjmap.convert.recognition.shortening import shorten
from cjmap.convert.recognition.values import value_of_thing
from cjmap.convert.sections import Block, Section
from cjmap.convert.tables import Cell, Spot, Table
from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.languages.conventions import convention_of
from cjmap.languages.known import CODES
from cjmap.languages.quantities import format_date
from cjmap.messages import Message, tr
from cjmap.model.scale import BEST, WORST
from cjmap.records import dataclass, replace
from cjmap.text.emitting import Value
from cjmap.text.slugs import slug
from cjmap.views.written.mermaid import safe
from cjmap.vocabulary.emotions import Level, face_of, split_faces
from cjmap.vocabulary.improvement import Effect, Frequency, OpportunityStatus
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.personas import PersonaType
from cjmap.vocabulary.touchpoints import MomentOfTruth, name_moment

_NAMES: Final = expression(r",\s+|[、،]\s*")
_BESIDE: Final = " · "
_FULL, _EMPTY = "●", "○"
_MOST_SEVERE: Final = 5
_QUOTES: Final = " «»“”„‟\"'‘’「」『』"
# A figure, without the face before it.
_FIGURE: Final = expression(r"[-+\u2212]?\d[\d.,\u00a0\u202f]*")
_PERSONA: Final = expression(r"(?s)(?P<about>\((?P<inside>[^()]*)\))?\s*[:：]?\s*(?P<quote>.*)")
# They keep numbers in their order among words from right to left.
_MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
_YEAR: Final = expression(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FOR_READERS: Final = tr("a page for readers; convert the map itself to keep all of it")
_STAGELESS: Final = tr("No stage stands beside it, so it is the whole journey's.")
# Of what both say the table says more.
_COUNTS: Final = tr("The table of the page says otherwise, and counts.")
_LEVELS: Final = {level.value: level.score for level in Level}
# The columns of a table of pains, opportunities or metrics.
_OF_LANES: Final = 5


@dataclass(frozen=True, slots=True)
class Own:
    """The journey of a page of our own, and the lines of what was read of it and needs no word."""

    draft: Draft
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Journey:
    """The section that tells of the touchpoints: a diagram, a table, or both; `code` is its language."""

    section: Section
    block: Block | None
    table: Table | None
    code: str


@dataclass(frozen=True, slots=True)
class _Scored:
    """A touchpoint, the tasks of the diagram that are it, and the cells in which personas are scored.

    `figures` are the scores as numbers; those in faces and words join them when the scale is known.
    """

    touchpoint: dict[str, Any]
    path: Path
    tasks: Sequence[dict[str, Any]]
    cells: Mapping[str, Cell]
    felt: Mapping[str, Felt]
    figures: dict[str, float]


def read_own(sections: Sequence[Section], stem: str) -> Own | None:
    """The journey of a page of our own; None for any other."""
    found = _journey_of(sections)
    if found is None:
        return None
    page = _Page(_drawn(found, sections, stem), sections, found)
    page.read()
    draft = Draft(shorten(page.values), tuple(page.remarks))
    return Own(draft, frozenset(page.lines))


def _drawn(journey: _Journey, sections: Sequence[Section], stem: str) -> Draft:
    """What the diagram says; without one nothing but how the page is called."""
    block = journey.block
    if block is None:
        return Draft({"title": stem, "personas": [], "stages": []}, (untitled(), nobody()))
    draft = mermaid.read_journey(block.text, first=block.line, stem=stem, apart=True)
    known = [slug(str(one["name"])) for one in _named(draft.values.get("personas"))]
    listed = _section_of(sections, tr("Personas").render(journey.code))
    told = [item.text for item in listed.items] if listed is not None else []
    if journey.table is not None:
        told += [cell.text for cell in journey.table.rows[0][4:]]
    if all(any(f"{slug(text)}-".startswith(f"{one}-") for one in known) for text in told):
        return draft
    # Somebody stands on the page whom the diagram does not name.
    return mermaid.read_journey(block.text, first=block.line, stem=stem, others=True, apart=True)


def _as_drawn(text: str) -> str:
    return mermaid.shown(safe(text))


def _journey_of(sections: Sequence[Section]) -> _Journey | None:
    """Where a page of ours tells of its touchpoints; None on any other page.

    Where a diagram and a table of ours stand together it is one. Somebody may have taken one of
    them out: then the headings, and what else only our pages have, say whose the page is.
    """
    for section in sections:
        blocks = (one for one in section.blocks if one.language == "mermaid")
        block = next((one for one in blocks if mermaid.is_journey(one.text)), None)
        table = section.tables[0] if section.tables else None
        if table is not None and (table.width < 4 or table.rows[0][0].text != "#"):
            table = None
        if block is not None and table is not None:
            return _Journey(section, block, table, _language_of(table.rows[0]) or "en")
        if section.level != 2 or not (block or table):
            continue
        scored = table is not None and any(
            split_faces(cell.text)[0] and _FIGURE.search(cell.text)
            for row in table.rows[1:]
            for cell in row[4:]
        )
        for code in (one for one in CODES if tr("Journey").render(one) == section.heading):
            ours = scored and table is not None and _language_of(table.rows[0]) == code
            if ours or _has_lanes(sections, code):
                return _Journey(section, block, table, code)
    return None


def _has_lanes(sections: Sequence[Section], code: str) -> bool:
    """Whether a page has a table of pains, opportunities or metrics as ours are."""
    stage = tr("Stage").render(code)
    lanes = (LaneName.PAINS, LaneName.OPPORTUNITIES, LaneName.METRICS)
    named = {lane.label.render(code) for lane in lanes}
    return any(
        section.heading in named
        and table.width == _OF_LANES
        and [cell.text for cell in table.rows[0][:2]] == [stage, section.heading]
        for section in sections
        for table in section.tables[:1]
    )


def _language_of(heads: Sequence[Cell]) -> str:
    """The language of a page, by the heads of its touchpoints; "" for other heads."""
    words = [cell.text for cell in heads[1:4]]
    heads_in = (tr("Stage"), tr("Touchpoint"), tr("Channels"))
    return next((code for code in CODES if [one.render(code) for one in heads_in] == words), "")


def _section_of(sections: Sequence[Section], heading: str) -> Section | None:
    return next((one for one in sections if one.heading == heading), None)


class _Page:
    """A page that is being read: what it says, and what became of each piece."""

    def __init__(self, draft: Draft, sections: Sequence[Section], journey: _Journey) -> None:
        self.values: dict[str, Any] = copy.deepcopy(dict(draft.values))
        self.remarks: list[Remark] = []
        # Those of headings and heads of tables that were looked at.
        heading = tr("Journey").render(journey.code)
        self.lines: set[int] = {one.line for one in sections if one.heading == heading}
        self.lines |= {journey.block.line} if journey.block is not None else set()
        self._sections = sections
        self._journey = journey
        self._code = code = journey.code
        self._comma = convention_of(code).decimal == ","
        self._places: dict[str, tuple[dict[str, Any], Path]] = {}
        # The lines of the diagram that are a stage or a touchpoint, by what was made of them.
        self._lines: dict[int, list[Remark]] = {}
        self._drawn: dict[int, Remark] = {}
        for remark in draft.remarks:
            thing = self._at(remark.path) if remark.fate is Fate.TAKEN else None
            if thing is None:
                self.remarks.append(remark)
            else:
                self._lines.setdefault(id(thing), []).append(remark)
                self._drawn[id(thing)] = remark

    def _at(self, path: Path) -> dict[str, Any] | None:
        """The stage or the touchpoint at a path; None for what is none."""
        if path[:1] != ("stages",) or len(path) not in (2, 4):
            return None
        found: Any = self.values
        for part in path:
            found = found[part]
        return found if isinstance(found, dict) else None

    def read(self) -> None:
        if self._code != "en":
            self.values["language"] = self._code
        self._read_head()
        self._read_people()
        self._read_touchpoints()
        readers = {
            LaneName.PAINS: self._read_pain,
            LaneName.OPPORTUNITIES: self._read_opportunity,
            LaneName.METRICS: self._read_metric,
        }
        for lane, reader in readers.items():
            section = self._section(lane.label.render(self._code))
            if section is not None and section.tables:
                self._read_lane(section.tables[0], str(lane), reader)
        self._read_gains()
        if self.values["personas"]:
            # The diagram alone names nobody where nobody is scored.
            self.remarks = [
                one for one in self.remarks if (one.fate, one.path) != (Fate.MISSING, ("personas",))
            ]
        # What somebody changed is told before what no page of ours gives back.
        self.remarks.sort(key=lambda one: one.note is _FOR_READERS)

    # -- pieces -------------------------------------------------------------------------------------

    def _section(self, heading: str) -> Section | None:
        found = _section_of(self._sections, heading)
        if found is not None:
            self.lines.add(found.line)
        return found

    def _read_lane(
        self,
        table: Table,
        lane: str,
        reader: Callable[[Sequence[Cell], Path], dict[str, Any]],
    ) -> None:
        """Takes a table of pains, opportunities or metrics, one a row."""
        heads, *rows = (_filled(row) for row in table.rows)
        self.lines.add(heads[0].spot.line or 0)
        for cell in heads[_OF_LANES:]:
            self._miss(cell.text, cell.spot, tr("No page of ours has this column."))
        for row in rows:
            if not row[1].text.strip():
                for cell in row:
                    self._miss(cell.text, cell.spot, tr("Nothing says what this row is about."))
                continue
            place, path = self._place(row[0].text)
            listed = place.setdefault(lane, [])
            at = (*path, lane, len(listed))
            self._take_place(row[0], row[1], path)
            listed.append(reader(row, at))
            for cell in row[_OF_LANES:]:
                self._miss(cell.text, cell.spot, tr("No page of ours has this column."))

    def _place(self, name: str) -> tuple[dict[str, Any], Path]:
        """The stage of a name, or the journey; a stage without touchpoints is not in the diagram."""
        if not name.strip() or slug(name) in whole_journey():
            return self.values, ()
        drawn = _as_drawn(name)
        if drawn not in self._places:
            listed = self.values.setdefault("stages", [])
            listed.append({"name": name})
            self._places[drawn] = (listed[-1], ("stages", len(listed) - 1))
        return self._places[drawn]

    def _take(self, cell: Cell, path: Path) -> None:
        if cell.text.strip():
            self.remarks.append(Remark(Fate.TAKEN, cell.text, cell.spot, path))

    def _take_place(self, cell: Cell, said: Cell, path: Path) -> None:
        """Takes the stage of a row, or tells that what the row says is the journey's without one."""
        self._take(cell, path)
        if not cell.text.strip():
            self.remarks.append(Remark(Fate.TAKEN, said.text, said.spot, path, _STAGELESS))

    def _miss(self, text: str, spot: Spot, note: Message = _FOR_READERS) -> None:
        if text.strip():
            self.remarks.append(Remark(Fate.UNKNOWN, text, spot, note=note))

    def _set(
        self, thing: dict[str, Any], key: str, value: object, text: str, spot: Spot, path: Path
    ) -> None:
        """Says a text with a key, or that nobody knows what it says."""
        if value is None:
            self._miss(text, spot)
        else:
            thing[key] = value
            self.remarks.append(Remark(Fate.TAKEN, text, spot, (*path, key)))

    # -- the head and people ----------------------------------------------------------------------

    def _read_head(self) -> None:
        head = next((one for one in self._sections if one.level == 1), None)
        if head is None:
            return
        self.lines.add(head.line)
        if self._journey.block is None:
            self.remarks = [one for one in self.remarks if one.path != ("title",)]
            self.remarks.append(Remark(Fate.TAKEN, head.heading, Spot(head.line), ("title",)))
        # The diagram has signs that look alike; the page says it as it is.
        elif _as_drawn(head.heading) != self.values["title"]:
            for one in [one for one in self.remarks if one.path == ("title",)]:
                self._tell(one, tr("The heading of the page says otherwise, and counts."))
        self.values["title"] = head.heading
        labels = {label.render(self._code): key for key, label in SCOPE.items()}
        for number, words in enumerate(head.words):
            if number == 1:
                self.values["description"] = words.text
                self.remarks.append(
                    Remark(Fate.TAKEN, words.text, Spot(words.line), ("description",))
                )
            else:
                self._miss(words.text, Spot(words.line))
        for item in head.items:
            label, text = item.label or ("", "")
            key = labels.get(label, "")
            if key == "expectations":
                self.values[key] = text.split("; ")
            elif key:
                self.values[key] = text
            else:
                self._miss(item.text, Spot(item.line))
                continue
            self.remarks.append(Remark(Fate.TAKEN, item.text, Spot(item.line), (key,)))

    def _read_people(self) -> None:
        section = self._section(tr("Personas").render(self._code))
        if section is None:
            return
        known = [dict(one) for one in _named(self.values.get("personas"))]
        told: list[dict[str, Any]] = []
        for item in section.items:
            persona = max(
                (one for one in known if item.text.startswith(str(one["name"]))),
                key=lambda one: len(str(one["name"])),
                default={"name": item.text.split(" (")[0].split(":")[0].strip()},
            )
            found = _PERSONA.fullmatch(item.text[len(str(persona["name"])) :].strip())
            if found is not None:
                self._portray(persona, found["inside"] or "", found["quote"] or "")
            self.remarks.append(
                Remark(Fate.TAKEN, item.text, Spot(item.line), ("personas", len(told)))
            )
            told.append(persona)
        self.values["personas"] = told + [one for one in known if one not in told]

    def _portray(self, persona: dict[str, Any], about: str, quote: str) -> None:
        role: list[str] = []
        for part in filter(None, _NAMES.split(about)):
            kind = choice_of(part, tuple(PersonaType), self._code)
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

    # -- touchpoints ------------------------------------------------------------------------------

    def _read_touchpoints(self) -> None:
        if self._journey.table is None:
            self._read_diagram()
            return
        rows = self._journey.table.rows
        self.lines.add(rows[0][0].spot.line or 0)
        people = [cell.text for cell in rows[0][4:]]
        by_stage: dict[str, list[Sequence[Cell]]] = {}
        last = ""
        for row in rows[1:]:
            last = row[1].text.strip() or last
            if not last or not row[2].text.strip():
                for cell in row[1:]:
                    self._miss(cell.text, cell.spot, tr("Nothing says what this row is about."))
                continue
            by_stage.setdefault(last, []).append(row)
        self._meet_stages(by_stage)
        scored: list[_Scored] = []
        for name, its in by_stage.items():
            stage, path = self._places[_as_drawn(name)]
            scored += self._meet(stage, path, its, people)
        self._settle_lines()
        self._score(scored)

    def _read_diagram(self) -> None:
        """Takes what the diagram says where no table says more: tasks of one name are one touchpoint."""
        scale = self._told_scale()
        if scale == OURS:
            self.values.pop("emotion_scale", None)
        elif scale is not None:
            self.values["emotion_scale"] = [_plain(end) for end in scale]
        for number, stage in enumerate(_mappings(self.values.get("stages"))):
            self._places[str(stage["name"])] = (stage, ("stages", number))
            listed: list[dict[str, Any]] = []
            for name, its in groupby(_touchpoints(stage), lambda one: str(one["name"])):
                tasks = [*its]
                one = self._joined(tasks, name)
                lines = [line for it in tasks for line in self._lines.pop(id(it), ())]
                self._lines[id(one)] = lines
                listed.append(one)
                felt = one.get("emotions", {})
                if scale is not None:
                    felt.update((who, _plain(on_table(said, scale))) for who, said in felt.items())
                    if "emotion" in one:
                        one["emotion"] = _plain(on_table(one["emotion"], scale))
            if listed:
                stage["touchpoints"] = listed
        self._settle_lines()

    def _told_scale(self) -> Scale | None:
        """The scale that the head of the page names beside the mean of all scores."""
        label = tr("mean emotion").render(self._code)
        for item in (item for one in self._sections if one.level == 1 for item in one.items):
            _, found, beside = item.text.translate(_MARKS).partition(label)
            ends = [number_of(end, comma=self._comma) for end in _FIGURE.findall(beside)[:2]]
            if found and len(ends) == 2 and ends[0] is not None and ends[1] is not None:
                return float(ends[0]), float(ends[1])
        return None

    def _meet_stages(self, by_stage: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
        """Makes the stages those of the table, in its order; what the diagram alone has stands between."""
        drawn = list(_mappings(self.values.get("stages")))
        names = [*by_stage]
        pairs = pair([_as_drawn(name) for name in names], [str(one["name"]) for one in drawn])
        listed: list[dict[str, Any]] = []
        self._places = {}
        for one in pairs:
            stage: dict[str, Any] = {"name": ""}
            if one.tasks:
                stage, *more = (drawn[number] for number in one.tasks)
                for other in more:
                    # Sections of one name are one stage, as they are in the table.
                    stage["touchpoints"] = [*_touchpoints(stage), *_touchpoints(other)]
                    self._lines.setdefault(id(stage), []).extend(self._lines.pop(id(other), ()))
            if one.row is not None:
                if one.anew:
                    self._differ(stage)
                stage["name"] = names[one.row]
            elif stage.get("touchpoints"):
                self._alone(stage)
            self._places[_as_drawn(str(stage["name"]))] = (stage, ("stages", len(listed)))
            listed.append(stage)
        self.values["stages"] = listed

    def _meet(
        self,
        stage: dict[str, Any],
        path: Path,
        rows: Sequence[Sequence[Cell]],
        people: Sequence[str],
    ) -> Iterator[_Scored]:
        """Makes the touchpoints of a stage those of the table's rows, with what the diagram says of each."""
        tasks = _touchpoints(stage)
        names = [row[2].text.partition("\n")[0] for row in rows]
        pairs = pair([_as_drawn(name) for name in names], [one["name"] for one in tasks])
        listed: list[dict[str, Any]] = []
        stage["touchpoints"] = listed
        for each in pairs:
            its = [tasks[number] for number in each.tasks]
            where = (*path, "touchpoints", len(listed))
            if each.row is None:
                (one,) = its
                self._alone(one)
                listed.append(one)
                continue
            row = rows[each.row]
            one = self._joined(its, names[each.row])
            listed.append(one)
            self._lines[id(one)] = [line for it in its for line in self._lines.pop(id(it), ())]
            if each.anew:
                self._differ(one)
            if not its:
                note = tr("It stands in the table alone, and not in the diagram.")
                self.remarks.append(Remark(Fate.TAKEN, names[each.row], row[2].spot, where, note))
            yield self._read_row(row, one, where, its, people)

    def _read_row(
        self,
        row: Sequence[Cell],
        one: dict[str, Any],
        path: Path,
        tasks: Sequence[dict[str, Any]],
        people: Sequence[str],
    ) -> _Scored:
        """Takes what a row says of a touchpoint, but for the scores of each persona."""
        for part in filter(None, row[2].text.partition("\n")[2].split(_BESIDE)):
            moment: object = choice_of(part, tuple(MomentOfTruth), self._code)
            if moment is None and part == name_moment(True).render(self._code):
                moment = True
            self._set(one, "moment_of_truth", moment, part, row[2].spot, path)
        if row[3].text:
            one["channel"] = _NAMES.split(row[3].text)
            self._take(row[3], (*path, "channel"))
        cells = {who: cell for who, cell in zip(people, row[4:], strict=True) if cell.text.strip()}
        felt = {who: self._felt_in(cell.text) for who, cell in cells.items()}
        figures = {
            who: figure for who, one in felt.items() if (figure := _figure_of(one)) is not None
        }
        return _Scored(one, path, tasks, cells, felt, figures)

    def _joined(self, tasks: Sequence[dict[str, Any]], name: str) -> dict[str, Any]:
        """The tasks of a diagram that are one touchpoint: one for each feeling of those who are divided."""
        one = {**(tasks[0] if tasks else {}), "name": name}
        if len(tasks) > 1:
            people = [who for task in tasks for who in task.get("personas") or ()]
            one.pop("emotion", None)
            one["emotions"] = {
                slug(str(who)): task["emotion"]
                for task in tasks
                for who in task.get("personas") or ()
                if "emotion" in task
            }
            one["personas"] = people
            if len(set(people)) == len(self.values.get("personas") or ()):
                del one["personas"]
        return one

    def _felt_in(self, text: str) -> Felt:
        """What a cell says of a feeling: a face and a figure, or whatever somebody typed in their place."""
        bare = text.translate(_MARKS)
        _, words = split_faces(bare)
        number = number_of(words, comma=self._comma) if _FIGURE.fullmatch(words) else None
        if number is not None:
            return Felt(number)
        said = feeling_of(words, self._code, comma=self._comma) if words else None
        if said is None or said.score is None:
            said = feeling_of(bare, self._code, comma=self._comma)
        return said or Felt()

    def _score(self, scored: Sequence[_Scored]) -> None:
        """Takes the scores of each persona from the table, and tells where the diagram has others."""
        both = [one for each in scored for one in _twice(each)]
        scale = scale_of([(mean, drawn) for _, mean, drawn in both])
        if not both:
            scale = self._told_scale() or OURS
        if scale is None:
            # Those of the diagram stay, on its scale.
            for each in scored:
                for who, cell in each.cells.items():
                    figure = each.figures.get(who)
                    said = cell.text if figure is None else f"{who}: {figure:g}"
                    self._miss(said, cell.spot)
            return
        if scale == OURS:
            self.values.pop("emotion_scale", None)
        else:
            self.values["emotion_scale"] = [_plain(end) for end in scale]
        told = {id(one.touchpoint) for one in scored}
        for stage in _mappings(self.values.get("stages")):
            for task in _mappings(stage.get("touchpoints")):
                # The table says nothing of it.
                if id(task) not in told and isinstance(task.get("emotion"), int | float):
                    task["emotion"] = _plain(on_table(task["emotion"], scale))
        for task, mean, drawn in both:
            if not agrees((mean, drawn), scale):
                self._tell(self._drawn[id(task)], _COUNTS)
        for each in scored:
            self._settle_scores(each, scale)
            if not each.figures and any("emotion" in task for task in each.tasks):
                for task in each.tasks:
                    self._tell(self._drawn[id(task)], _COUNTS)
            self._feel(each)

    def _settle_scores(self, each: _Scored, scale: Scale) -> None:
        """Brings what a row says of feelings to the scale, and tells what is not on it."""
        worst, best = scale
        for who, cell in each.cells.items():
            felt = each.felt[who]
            if isinstance(felt.score, str):
                face = face_of(felt.score)
                level = _LEVELS[felt.score] if face is None else face.score
                each.figures[who] = worst + (level - WORST) / (BEST - WORST) * (best - worst)
            elif felt.most is not None:
                each.figures[who] = float(on_scale(felt, scale).score or 0)
            if who not in each.figures:
                self._miss(cell.text, cell.spot, tr("It is no score."))
            elif not min(scale) <= each.figures[who] <= max(scale):
                del each.figures[who]
                self._miss(cell.text, cell.spot, off_scale(scale))
            else:
                self._take(cell, (*each.path, "emotion"))
                self._miss(felt.label, cell.spot)

    def _feel(self, each: _Scored) -> None:
        """Says how those feel whom the table scores at a touchpoint."""
        one, figures = each.touchpoint, each.figures
        one.pop("emotions", None)
        one.pop("emotion", None)
        everybody = [
            slug(str(each["name"] if isinstance(each, dict) else each))
            for each in self.values.get("personas") or ()
        ]
        for who in figures:
            if slug(who) not in everybody:
                self.values.setdefault("personas", []).append({"name": who})
                everybody.append(slug(who))
        here = [slug(who) for who in each.cells if slug(who) in everybody]
        if here and not each.tasks and len(here) < len(everybody):
            # Nothing else says who takes part.
            one["personas"] = here
        if "personas" in one:
            known = {*one["personas"], *map(slug, one["personas"])}
            one["personas"] = [
                *one["personas"],
                *(slug(who) for who in figures if slug(who) not in known),
            ]
            if {*map(slug, one["personas"])} == {*everybody}:
                del one["personas"]
        whole = len(figures) == len(one.get("personas") or everybody)
        if len({*figures.values()}) == 1 and whole:
            one["emotion"] = _plain(next(iter(figures.values())))
        elif figures:
            one["emotions"] = {slug(who): _plain(score) for who, score in figures.items()}

    # -- the lines of the diagram -----------------------------------------------------------------

    def _settle_lines(self) -> None:
        """Says of the lines of the diagram what they are now, but of those that are told otherwise."""
        for number, stage in enumerate(_mappings(self.values.get("stages"))):
            path: Path = ("stages", number)
            self._place_lines(stage, path)
            for at, one in enumerate(_mappings(stage.get("touchpoints"))):
                self._place_lines(one, (*path, "touchpoints", at))

    def _place_lines(self, thing: dict[str, Any], path: Path) -> None:
        self.remarks += (replace(line, path=path) for line in self._lines.pop(id(thing), ()))

    def _alone(self, thing: dict[str, Any]) -> None:
        """Says that the diagram alone has something."""
        note = tr("It stands in the diagram alone, and not in the table.")
        self._lines[id(thing)] = [
            replace(line, note=note) for line in self._lines.get(id(thing), ())
        ]

    def _differ(self, thing: dict[str, Any]) -> None:
        """Says that the table has something by another name."""
        for line in self._lines.pop(id(thing), ()):
            self._tell(line, _COUNTS)

    def _tell(self, line: Remark, note: Message) -> None:
        """Says of a line of the diagram that it is not taken over."""
        same = (Fate.TAKEN, line.text, line.spot)
        self.remarks = [one for one in self.remarks if (one.fate, one.text, one.spot) != same]
        told = Remark(Fate.UNKNOWN, line.text, line.spot, (), note)
        if told not in self.remarks:
            self.remarks.append(told)

    # -- pains and the like -----------------------------------------------------------------------

    def _read_pain(self, row: Sequence[Cell], path: Path) -> dict[str, Any]:
        pain, more = self._named(row[1], path)
        for part in more:
            often = choice_of(part, tuple(Frequency), self._code)
            effect = choice_of(part, tuple(Effect), self._code)
            key, found = ("frequency", often) if often is not None else ("effect", effect)
            self._set(pain, key, found, part, row[1].spot, path)
        if row[2].text:
            severity = _severity_in(row[2].text, self._code, comma=self._comma)
            self._set(pain, "severity", severity, row[2].text, row[2].spot, path)
        # What is done about a pain follows from the opportunities that answer it.
        self._miss(row[3].text, row[3].spot)
        self._own(pain, row[4], path)
        return pain

    def _read_opportunity(self, row: Sequence[Cell], path: Path) -> dict[str, Any]:
        chance, more = self._named(row[1], path)
        for part in more:
            self._miss(part, row[1].spot)
        if row[2].text:
            status = choice_of(row[2].text, tuple(OpportunityStatus), self._code)
            self._set(chance, "status", status, row[2].text, row[2].spot, path)
        if row[3].text:
            key = "done" if chance.get("status") == OpportunityStatus.DONE else "due"
            day = _day_in(row[3].text, self._code)
            self._set(chance, key, day, row[3].text, row[3].spot, path)
        self._own(chance, row[4], path)
        return chance

    def _read_metric(self, row: Sequence[Cell], path: Path) -> dict[str, Any]:
        name, _, beside = row[1].text.partition("\n")
        value = row[2].text.translate(_MARKS).removeprefix("+")
        metric: dict[str, Any] = metric_of(
            f"{name}: {value}" if value else name, self._code, comma=self._comma
        )
        self._take(row[1], (*path, "type"))
        if value and "value" not in metric:
            self._miss(row[2].text, row[2].spot)
        else:
            self._take(row[2], (*path, "value"))
        answers, _, more = beside.translate(_MARKS).partition(_BESIDE)
        digits = _FIGURE.fullmatch(answers.removeprefix("n = ").strip())
        if answers.startswith("n = ") and digits is not None:
            metric["n"] = value_of_thing("n", digits[0], self._code, comma=self._comma)
            beside = more
        self._miss(beside, row[1].spot)
        if row[3].text:
            said = row[3].text.translate(_MARKS).replace("+", "")
            start = next((at for at, sign in enumerate(said) if sign in "<>≤≥"), 0)
            said = said[start:].removesuffix(str(metric.get("unit", "")))
            said = said.strip() + ("%" if metric.get("unit") == "%" else "")
            target = value_of_thing("target", said, self._code, comma=self._comma)
            self._set(metric, "target", target, row[3].text, row[3].spot, path)
        return metric

    def _read_gains(self) -> None:
        section = self._section(LaneName.GAINS.label.render(self._code))
        for item in section.items if section is not None else ():
            names = [str(stage["name"]) for stage, _ in self._places.values()]
            names.append(tr("whole journey").render(self._code))
            name = max((one for one in names if item.text.startswith(one)), key=len, default="")
            label, text = item.label or ("", item.text)
            if name:
                label, text = name, item.text[len(name) :].lstrip(" :：")
            place, path = self._place(label)
            listed = place.setdefault("gains", [])
            listed.append({"text": text})
            where = (*path, "gains", len(listed) - 1)
            note = None if label.strip() else _STAGELESS
            self.remarks.append(Remark(Fate.TAKEN, item.text, Spot(item.line), where, note))

    def _named(self, cell: Cell, path: Path) -> tuple[dict[str, Any], list[str]]:
        """A thing by its text, and what stands in small below it."""
        text, _, beside = cell.text.partition("\n")
        self._take(cell, (*path, "text"))
        return {"text": text}, [part for part in beside.split(_BESIDE) if part]

    def _own(self, thing: dict[str, Any], cell: Cell, path: Path) -> None:
        """Takes the owner, before whom a word may say so."""
        label = LaneName.OWNER.label.render(self._code)
        name = cell.text.removeprefix(label).lstrip(" :：") if cell.text else ""
        if name:
            self._set(thing, "owner", name, cell.text, cell.spot, path)


def _twice(each: _Scored) -> Iterator[tuple[dict[str, Any], float, float]]:
    """The tasks of a row that both score: the mean of the table's figures, and the diagram's score."""
    for task in each.tasks:
        here = {str(who) for who in task.get("personas") or each.felt}
        felt = [one for who, one in each.felt.items() if {who, slug(who)} & here]
        scores = [figure for one in felt if (figure := _figure_of(one)) is not None]
        said = task.get("emotion")
        # How much faces and words are shows only later.
        if scores and len(scores) == len(felt) and isinstance(said, int | float):
            yield task, sum(scores) / len(scores), float(said)


def _figure_of(felt: Felt) -> float | None:
    """The score that a cell says in figures on the page's own scale."""
    return float(felt.score) if isinstance(felt.score, float | int) and not felt.most else None


def _severity_in(text: str, code: str, *, comma: bool) -> object | None:
    """How severe a pain is: by its dots, or as somebody typed it: `5`, `4/5`, `high`."""
    dots = text.strip()
    full = dots.count(_FULL)
    if full and len(dots) <= _MOST_SEVERE and not dots.strip(_FULL + _EMPTY):
        return full
    return value_of_thing("severity", dots, code, comma=comma)


def _filled(row: Sequence[Cell]) -> Sequence[Cell]:
    """A row that has all columns of our tables of lanes, also where somebody took one out."""
    last = row[-1]
    more = range(last.column + 1, _OF_LANES)
    return [*row, *(Cell("", last.row, column, last.spot) for column in more)]


def _day_in(text: str, code: str) -> str | None:
    """The day that a text of a page names, as the page writes days."""
    years = _YEAR.findall(text)
    if len(years) != 1:
        return None
    day = datetime.date(int(years[0]), 12, 31)
    while day.year == int(years[0]):
        # From the end: the 21st is no 1st.
        found = text.find(format_date(day, code))
        if found >= 0 and not text[:found][-1:].isdigit():
            return day.isoformat()
        day -= datetime.timedelta(days=1)
    return None


def _plain(number: float) -> Value:
    return int(number) if float(number).is_integer() else float(number)


def _touchpoints(stage: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(_mappings(stage.get("touchpoints")))


def _named(value: object) -> Iterator[Mapping[str, Any]]:
    """Personas, each as a mapping with its name."""
    for one in value if isinstance(value, list) else ():
        yield one if isinstance(one, dict) else {"name": one}


def _mappings(value: object) -> Iterator[dict[str, Any]]:
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()
