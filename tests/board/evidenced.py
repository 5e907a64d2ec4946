"""What could be measured of `maps/measured.journey.yaml`, made up so that each figure is there."""

from __future__ import annotations

from cjmap.facts.measured import (
    Compared,
    Difference,
    Duration,
    Figure,
    FlowMeasured,
    Group,
    Judged,
    Measured,
    Scores,
    StageMeasured,
    State,
    TouchpointMeasured,
    Unbound,
    Unmapped,
    Verdict,
)

NPS = Figure(25.0, 400, 20.0, 30.0, State.OK)
MEAN = Figure(3.25, 40, 3.0, 3.5, State.INDICATIVE)
PAID = Figure(30.0, 1000, 27.25, 32.9, State.OK)
LEFT = Figure(70.0, 1000, 67.1, 72.75, State.OK)
FEW = Figure(None, 4, None, None, State.SUPPRESSED)
SILENT = Scores(None, None, None, None, None)
AT_TILL = Scores(None, None, MEAN, Figure(5.5, 40, 5.0, 6.0, State.INDICATIVE), None)


def _stages(reach: int, paid: int) -> tuple[StageMeasured, ...]:
    web = (("web", reach - 10), ("kiosk", 10))
    return (
        StageMeasured(
            "look", reach, reach, None, LEFT, Duration(paid, 3600.0, 86400.0), 0, web, SILENT
        ),
        StageMeasured("pay", paid, paid, PAID, None, None, 7, (("shop", paid),), AT_TILL),
        StageMeasured("return", 0, 0, None, None, None, 0, (), SILENT),
    )


def _group(kind: str, id: str, reach: int, paid: int) -> Group:
    return Group(
        kind=kind,
        id=id,
        customers=reach,
        few=reach < 10,
        through=PAID if kind == "all" else FEW,
        scores=Scores(NPS, None, None, None, None),
        fitness=0.8,
        entries=(("look", reach - 3), ("pay", 3)),
        exits=(("look", reach - paid), ("pay", paid)),
        stages=_stages(reach, paid),
        touchpoints=(
            TouchpointMeasured("pay/till", "pay", paid, PAID, AT_TILL),
            TouchpointMeasured("return/parcel", "return", 0, None, SILENT),
        ),
        flows=(
            FlowMeasured("look", "pay", paid, 800, True),
            FlowMeasured("pay", "look", 20, 195, False),
            FlowMeasured("return", "pay", 1, 5, False),
        ),
    )


def measured() -> Measured:
    till = ("stages", 1, "touchpoints", 0, "metrics")
    return Measured(
        engine="duckdb",
        window=86400.0,
        events=12345,
        customers=1000,
        first="2025-01-01T00:00:00Z",
        last="2025-03-31T12:00:00Z",
        unmapped=Unmapped(1000, 0.081, (("wave", 1000),)),
        groups=(
            _group("all", "all", 1000, 300),
            _group("persona", "ada", 400, 200),
            _group("segment", "plan=gold", 400, 200),
            _group("period", "before", 500, 100),
        ),
        claims=(
            Judged(("metrics", 0, "value"), "nps", "40", NPS, Verdict.CONTRADICTED, False),
            Judged((*till, 0, "value"), "conversion", "90", PAID, Verdict.CONTRADICTED, True),
            Judged((*till, 1, "value"), "csat", "3.5", MEAN, Verdict.SUPPORTED, False),
        ),
        targets=(
            Judged(("metrics", 0, "target"), "nps", ">= 50", NPS, Verdict.MISSED, False),
            Judged((*till, 0, "target"), "conversion", ">= 25", PAID, Verdict.KEPT, True),
        ),
        comparisons=(
            Compared("pay/till", "conversion", "before", "after", Difference(5.0, 1.0, 9.0)),
            Compared(None, "nps", "before", "after", Difference(-2.0, -9.0, 5.0)),
        ),
        unbound=(Unbound("return", ("stages", 2), False),),
        unusable=(),
        idle=(),
        shared=(),
    )
