from __future__ import annotations

from tests.analysis.given import given

__all__ = ["given"]
