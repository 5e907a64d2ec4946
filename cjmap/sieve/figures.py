"""Whether the figures of a map can be: scores on its scale, metrics within their bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cjmap.sieve.checks import Checks
from cjmap.sieve.events import Plain
from cjmap.text.slugs import composed, slug
from cjmap.vocabulary.metrics import MetricType, Statistic, bounds_of, is_share

_SCALE = (-2.0, 2.0)


def are_figures_sound(data: dict[str, Plain], checks: Checks) -> bool:
    """Whether nothing is wrong with any figure; what is seldom written counts as wrong."""
    return (
        _fits_scale(_ends(data.get("emotion_scale")) or _SCALE, checks)
        and all(map(_is_sound, checks.metrics))
        and all(_is_sound_result(one, checks) for one in checks.results)
        and _can_be_read(data.get("data"))
    )


def _ends(scale: Plain) -> tuple[float, float] | None:
    """The two numbers of a scale."""
    if not isinstance(scale, list):
        return None
    first, last = (float(str(end)) for end in scale)
    return first, last


def _fits_scale(scale: tuple[float, float], checks: Checks) -> bool:
    least, most = min(scale), max(scale)
    if least == most:
        return False
    return checks.least > checks.most or (least <= checks.least and checks.most <= most)


def _is_sound(metric: dict[str, Plain]) -> bool:
    readings = [metric, *_readings(metric.get("history"))]
    if any(one.get("n") is not None and float(str(one["n"])) == 0 for one in readings):
        return False
    kind = MetricType.known(metric.get("type"))
    if not _agree(metric, kind):
        return False
    statistic = Statistic.known(metric.get("statistic"))
    scale = _ends(metric.get("scale"))
    if scale is not None and scale[0] >= scale[1]:
        return False
    written = [*(one.get("value") for one in readings), _aim(metric.get("target"))]
    percent = _has_percent(tuple(written))
    if percent and kind is not None and not is_share(kind, statistic):
        return False
    bounds = _bounds(metric)
    return bounds is None or all(bounds[0] <= one <= bounds[1] for one in _numbers(written))


def _aim(target: Plain) -> Plain:
    """The number of a target, without what it is compared by."""
    return target.lstrip("<>=≤≥ ") if isinstance(target, str) else target


def _is_sound_result(result: dict[str, Plain], checks: Checks) -> bool:
    """Whether an outcome is within what any of the metrics can be that it may speak of."""
    written = (result.get("before"), result.get("after"))
    named = composed(str(result.get("metric")))
    # `nps-2` and `purchase/nps` may be any of them.
    vague = "/" in named or named[-1:].isdigit()
    bounds = [bounds_of(MetricType.known(named), None, None)]
    bounds += [_bounds(one) for one in checks.metrics if vague or named in _names(one)]
    return not _has_percent(written) and all(
        one is None or one[0] <= number <= one[1] for one in bounds for number in _numbers(written)
    )


def _names(metric: dict[str, Plain]) -> tuple[str, ...]:
    called = str(metric.get("name") or metric.get("type"))
    return composed(str(metric.get("id"))), composed(called), slug(called)


def _bounds(metric: dict[str, Plain]) -> tuple[float, float] | None:
    return bounds_of(
        MetricType.known(metric.get("type")),
        Statistic.known(metric.get("statistic")),
        _ends(metric.get("scale")),
    )


def _agree(metric: dict[str, Plain], kind: MetricType | None) -> bool:
    """Whether the counts behind an NPS give the value and the n that are written."""
    counts = metric.get("components")
    if not isinstance(counts, dict):
        return True
    promoters, detractors = int(str(counts["promoters"])), int(str(counts["detractors"]))
    total = promoters + detractors + int(str(counts["passives"]))
    n, value = metric.get("n"), metric.get("value")
    if kind is not MetricType.NPS or (n is not None and int(str(n)) != total):
        return False
    if value is None or total == 0:
        return True
    written = str(value)
    exact = 100 * (promoters - detractors) / total
    if exact == float(written.rstrip(" %")):
        return True
    from cjmap.languages.quantities import round_half

    return round_half(exact, len(written.partition(".")[2])) == float(written.rstrip(" %"))


def _readings(history: Plain) -> list[dict[str, Plain]]:
    return [one for one in history if isinstance(one, dict)] if isinstance(history, list) else []


def _has_percent(values: tuple[Plain, ...]) -> bool:
    return any(isinstance(value, str) and "%" in value for value in values)


def _numbers(values: Iterable[Plain]) -> Iterator[float]:
    return (float(str(value).rstrip(" %")) for value in values if value is not None)


def _can_be_read(data: Plain) -> bool:
    """Whether sources are files or tables, periods begin before they end, and minima rise."""
    if not isinstance(data, dict):
        return True
    sources = (data.get(name) for name in ("events", "surveys", "customers"))
    return (
        all(map(_is_source, (one for one in sources if one is not None)))
        and all(map(_runs, _values(data.get("periods"))))
        and _rises(data.get("min_n"))
    )


def _is_source(source: Plain) -> bool:
    if isinstance(source, str):
        return "://" not in source
    if not isinstance(source, dict):
        return False
    uri, engine = source.get("uri"), source.get("engine")
    if engine is None:
        return uri is not None and "://" not in str(uri)
    return uri is None and source.get("table") is not None


def _values(mapping: Plain) -> list[Plain]:
    return list(mapping.values()) if isinstance(mapping, dict) else []


def _runs(period: Plain) -> bool:
    # Days as they are written sort as they follow each other.
    return period is None or (isinstance(period, list) and str(period[0]) < str(period[1]))


def _rises(least: Plain) -> bool:
    if not isinstance(least, dict):
        return True
    suppress, indicative = least.get("suppress"), least.get("indicative")
    if suppress is None or indicative is None:
        return True
    return float(str(suppress)) <= float(str(indicative))
