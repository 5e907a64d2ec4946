"""Journey maps as code: customer journey maps in YAML, checked, measured and drawn."""

from __future__ import annotations

# `typing` would cost every start-up; type checkers know the name wherever it comes from.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from cjmap.api import (
        CjmapError,
        Converted,
        Coverage,
        Facts,
        Formatted,
        JourneyMap,
        LoadError,
        Outcome,
        OwnRule,
        Picture,
        Severity,
        UsageError,
        convert_file,
        coverage,
        format,
        lint,
        load,
        render,
        validate,
    )

# A constant: `importlib.metadata` would cost every start-up. The build reads it from here.
__version__ = "0.1.0"

__all__ = [
    "CjmapError",
    "Converted",
    "Coverage",
    "Facts",
    "Formatted",
    "JourneyMap",
    "LoadError",
    "Outcome",
    "OwnRule",
    "Picture",
    "Severity",
    "UsageError",
    "convert_file",
    "coverage",
    "format",
    "lint",
    "load",
    "render",
    "validate",
]


def __getattr__(name: str) -> object:
    """The public interface, imported when it is first asked for: `--version` stays light."""
    if name in __all__:
        from cjmap import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
