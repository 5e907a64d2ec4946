"""Runs a target on bytes that atheris makes up, led by coverage: `make fuzz FUZZ="edits 60 300"`.

A run takes the target (all of them, one after another, without one), for how many seconds, and
how many bytes at most: few are tried many times as often. What it learnt is kept under `build/fuzz/corpus/` and where the next run begins; bytes that break a
target are written to `tests/fuzz/found/`, named for it, and stay there as a test.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEARNT = ROOT / "build" / "fuzz" / "corpus"
FOUND = Path(__file__).parent / "found"
SECONDS = 60
LONGEST = 4096


def seed(name: str, folder: Path, longest: int) -> None:
    """What the target begins with, in stretches of what may be tried, of which a run makes others."""
    from tests.fuzz.seeds import seeds

    folder.mkdir(parents=True, exist_ok=True)
    for text in seeds(name):
        # What the target chooses by stands before each stretch.
        head, text = (text[:1], text[1:]) if name == "foreign" else (b"", text)
        for start in range(0, len(text), longest - len(head)):
            data = head + text[start : start + longest - len(head)]
            (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)


def fuzz(name: str, seconds: int, longest: int) -> None:
    """Never returns: atheris ends the process."""
    import atheris

    with atheris.instrument_imports(include=["cjmap", "yaml", "tomllib"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    runs, begun = 0, time.monotonic()

    def once(data: bytes) -> None:
        nonlocal runs
        runs += 1
        if runs % 10_000 == 0:
            print(f"{name}: {runs} runs in {time.monotonic() - begun:.0f} s", flush=True)
        try:
            target(data)
        except BaseException:
            FOUND.mkdir(exist_ok=True)
            digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()[:12]
            (FOUND / f"{name}-{digest}").write_bytes(data)
            raise

    folder = LEARNT / f"{name}-{longest}"
    seed(name, folder, longest)
    options = [f"-max_total_time={seconds}", f"-max_len={longest}", "-timeout=20"]
    options.append("-print_final_stats=1")
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder.parent}/", str(folder)], once)
    atheris.Fuzz()


def main(words: list[str]) -> int:
    numbers = [int(word) for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit()]
    seconds, longest = (*numbers, *(SECONDS, LONGEST)[len(numbers) :])
    if len(names) == 1:
        fuzz(names[0], seconds, longest)
    from tests.fuzz.targets import TARGETS

    failed = 0
    for name in names or TARGETS:
        failed |= subprocess.run(
            [sys.executable, "-m", "tests.fuzz.run", name, str(seconds), str(longest)], cwd=ROOT
        ).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
