"""Fails where a locked package has a known vulnerability, or could not be looked up; `make audit`.

`pip-audit` itself ends with 0 where it could look up nothing at all.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = ROOT / ".ci" / "requirements.lock"


def complaints(report: str) -> Iterator[str]:
    """What is wrong by a report in pip-audit's JSON, one of nothing included."""
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        yield "the report cannot be read"
        return
    if not packages:
        yield "nothing was audited"
    for package in packages:
        name = package["name"]
        if "skip_reason" in package:
            yield f"{name}: not audited: {package['skip_reason']}"
        for known in package.get("vulns", ()):
            mended = ", ".join(known["fix_versions"]) or "no version yet"
            yield f"{name} {package['version']}: {known['id']}, mended in {mended}"


def main(program: str) -> int:
    done = subprocess.run(
        # The lock is whole: nothing is to be resolved, and nothing installed.
        [program, "--require-hashes", "--disable-pip", "-r", LOCK, "-f", "json"],
        capture_output=True,
        encoding="utf-8",
    )
    told = list(complaints(done.stdout))
    for line in told:
        print(line)
    if not told and done.returncode:
        print(done.stderr)
    return 1 if told or done.returncode else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
