"""The map of real fines, held against invented ones of the same columns."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from cjmap.check import Session
from cjmap.measure.running import measure

_FOLDER = Path(__file__).parent / "fines"
_COLUMNS = (
    "case_id,activity,lifecycle,resource,timestamp,amount,article,dismissal,expense,lastsent,"
    "matricola,notificationtype,paymentamount,points,totalpaymentamount,vehicleclass,"
    "activity_instance_id,.order"
)
_PAID = ("Create Fine", "Payment")
_LATE = ("Create Fine", "Send Fine", "Insert Fine Notification", "Add penalty", "Payment")
_LOST = (*_LATE[:4], "Send for Credit Collection")
_APPEALED = (*_LATE[:3], "Send Appeal to Prefecture", "Appeal to Judge")


def _write(file: Path) -> None:
    rows = [_COLUMNS]
    for case, ways in enumerate([_PAID] * 20 + [_LATE] * 10 + [_LOST] * 15 + [_APPEALED] * 5):
        start = datetime.date(2006 + case % 2, 1, 1)
        for step, activity in enumerate(ways):
            day = start + datetime.timedelta(days=30 * step)
            kind = "A" if activity == "Create Fine" else ""
            rows.append(f"A{case},{activity},complete,,{day},,,,,,,,,,,{kind},{len(rows)},1")
    # The end of the log, four years on, so that all had time to pay.
    rows.append(f"Z,Create Fine,complete,,2012-01-01,,,,,,,,,,,M,{len(rows)},1")
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_the_map_of_fines_reads_the_columns_of_their_log(tmp_path: Path) -> None:
    name = "traffic-fines.journey.yaml"
    shutil.copy(_FOLDER / name, tmp_path)
    _write(tmp_path / "fines.csv")
    subject = Session(today=datetime.date(2026, 1, 10)).subject(tmp_path / name)
    assert subject is not None
    measured = measure(subject).measured
    assert measured.unusable == ()
    assert measured.unmapped.n == 0
    everybody, car, *_ = measured.groups
    assert (everybody.customers, car.customers) == (51, 50)
    reach = {one.id: one.reach for one in everybody.stages}
    reach |= {one.id: one.reach for one in everybody.touchpoints}
    assert reach["told"] == 30
    assert reach["objected/asked-the-judge"] == 5
    assert reach["settled/collected"] == 15
    conversions = {one.id: one.conversion for one in everybody.touchpoints}
    paid = conversions["settled/paid"]
    assert paid is not None
    assert (paid.value, paid.n) == (60.0, 50)
    assert [one.customers for one in measured.groups if one.kind == "period"] == [25, 26]
