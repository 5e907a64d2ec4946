"""`measure` of one map: binds it, asks its engines, and tells what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjmap.facts.measured import Measured
from cjmap.facts.subject import Subject
from cjmap.findings.usage import UsageError
from cjmap.measure.binding import bind
from cjmap.measure.choosing import Chosen, open_engine
from cjmap.measure.plan import MICROSECONDS, Plan, Source
from cjmap.messages import tr
from cjmap.project.disk import note_read
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.measure.engines.engine import Engine
    from cjmap.measure.verdicts import Found


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a map's data, and what of it is written in the map.

    `silent`: there is no event and no answer that could be counted.
    """

    measured: Measured
    found: tuple[Found, ...]
    silent: bool


def measure(subject: Subject, chosen: Chosen | None = None) -> Result:
    """What the data say of a map; `chosen` goes before what it names.

    Raises:
        UsageError: it has no data, these cannot be used, or what asks them is not installed.
    """
    plan = bind(subject)
    for source in _sources(plan):
        for file in source.files:
            note_read(Path(file))
    from cjmap.measure.counting import count
    from cjmap.measure.engines.engine import EngineError, EngineFullError
    from cjmap.measure.measuring import Measuring, moment
    from cjmap.measure.verdicts import find, judge_claims, judge_targets

    asked = _open(plan, chosen or Chosen())
    try:
        counts = count(plan, asked)
    except EngineFullError:
        raise UsageError(
            tr("The data need more memory than DuckDB has: give it more with `--memory-limit`.")
        ) from None
    except EngineError as error:
        raise UsageError(tr("The data cannot be read: {error}", error=str(error))) from None
    finally:
        asked.close()
    measuring = Measuring(plan, counts)
    found = tuple(find(subject, measuring))
    events = counts.events
    return Result(
        Measured(
            engine=asked.name,
            window=None if plan.window is None else plan.window / MICROSECONDS,
            events=events.events if events is not None else 0,
            customers=events.customers if events is not None else 0,
            first=moment(events.first, plan.timezone) if events is not None else None,
            last=moment(events.last, plan.timezone) if events is not None else None,
            unmapped=measuring.unmapped(),
            groups=measuring.groups(),
            claims=tuple(judge_claims(found, measuring)),
            targets=tuple(judge_targets(found)),
            comparisons=measuring.comparisons(),
            unbound=measuring.unbound(),
            unusable=(*counts.unusable, *measuring.unplaced(), *measuring.overlaps()),
            idle=measuring.idle(),
            shared=measuring.shared(),
        ),
        found,
        not (events is not None and events.events)
        and not any(one.answers for one in counts.answers),
    )


def _sources(plan: Plan) -> list[Source]:
    return [one for one in (plan.events, plan.surveys, plan.customers) if one is not None]


def _open(plan: Plan, chosen: Chosen) -> Engine:
    """The engine of the sources, which is one for all."""
    names = dict.fromkeys(chosen.engine or source.engine or "duckdb" for source in _sources(plan))
    if len(names) > 1:
        raise UsageError(
            tr(
                "All sources must be in one engine; here they are in {names}.",
                names=", ".join(names),
            )
        )
    name = next(iter(names))
    for source in _sources(plan):
        if not source.files and name == "duckdb":
            raise UsageError(tr("`data.{role}` names a table, and no engine.", role=source.role))
    engine = open_engine(name, chosen.memory)
    if engine.name == "postgres" and any(source.files for source in _sources(plan)):
        engine.close()
        raise UsageError(tr("PostgreSQL reads tables and no files: name `table` in `data`."))
    return engine
