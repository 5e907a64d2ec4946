"""Engines of tests: a PostgreSQL of their own, and Spark where somebody installed it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from cjmap.measure.engines.engine import Engine


def _programs() -> Path | None:
    """Where PostgreSQL's own programs are, which Debian keeps out of the way."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    if named is not None:
        return Path(named).parent
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL that runs for the tests alone."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CJMAP_REQUIRE_POSTGRES") == "1":
            pytest.fail("there is no PostgreSQL, and CJMAP_REQUIRE_POSTGRES is 1")
        pytest.skip("there is no PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="cjmap-pg-") as name:
        folder = Path(name)
        as_user: dict[str, str] = {}
        if os.geteuid() == 0:
            # It does not run as root.
            user = "postgres" if "postgres" in {one.pw_name for one in pwd.getpwall()} else "nobody"
            shutil.chown(folder, user)
            as_user = {"user": user}

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [programs / program, *arguments],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                **as_user,  # type: ignore[call-overload]
            )

        data = str(folder / "data")
        run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _there(name: str) -> bool:
    return shutil.which(name) is not None or find_spec(name) is not None


@pytest.fixture(scope="session")
def spark() -> Iterator[Engine]:
    """A Spark on this machine."""
    lacking = [name for name in ("pyspark", "java") if not _there(name)]
    if lacking:
        if os.environ.get("CJMAP_REQUIRE_SPARK") == "1":
            pytest.fail(f"there is no {' and no '.join(lacking)}, and CJMAP_REQUIRE_SPARK is 1")
        pytest.skip(f"there is no {' and no '.join(lacking)}")
    from cjmap.measure.engines.spark import Spark

    engine = Spark("local[2]")
    yield engine
    engine.close()
