from __future__ import annotations

from tests.facts.given import given

__all__ = ["given"]
