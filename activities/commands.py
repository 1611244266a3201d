"""The one door: every change of state goes through here, decided under the log's one lock.

Commands that arrive together are carried out in one transaction by one writer (group commit), each
with its own outcome. An answer is given only after the commit. Whoever gets no answer asks again
with the same id.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Protocol, Self

import structlog
from sqlalchemy import Connection
from structlog.typing import FilteringBoundLogger

from activities.inline import Inline
from activities.requests import AlreadyRecorded, Outcome, Recorded, Refused, Request, SameIdOtherContent
from activities.states import Keyring, States
from activities.work import Work
from eventstore.codec import subject_of
from eventstore.port import Log

_MOST_AT_ONCE = 512
_log = structlog.get_logger("door")


class Clock(Protocol):
    """Whose time decides."""

    def now(self, connection: Connection) -> datetime:
        """Return the present moment, read under the lock of *connection*."""


Answer = Outcome | BaseException
Tell = Callable[[Answer], None]


@dataclass(slots=True)
class _Job:
    """One request under way, and how its caller is told; called in the caller's own loop, if he has one."""

    request: Request
    loop: asyncio.AbstractEventLoop | None
    tell: Tell
    outcome: Answer | None = None


class _Together:
    """Many requests of one caller, who is told once."""

    def __init__(self, waiting: asyncio.Future[list[Outcome]], count: int) -> None:
        self._waiting = waiting
        self._outcomes: list[Outcome | None] = [None] * count
        self._left = count

    def tell_of(self, number: int) -> Tell:
        """Return how to tell the outcome of the request *number*."""
        return partial(self._take, number)

    def _take(self, number: int, answer: Answer) -> None:
        self._left -= 1
        if isinstance(answer, BaseException):
            _tell_one(self._waiting, answer)
        else:
            self._outcomes[number] = answer
        if not self._left and not self._waiting.done():
            self._waiting.set_result([outcome for outcome in self._outcomes if outcome is not None])


def _tell_one(waiting: asyncio.Future[Any] | Future[Any], answer: Answer) -> None:
    """Give *answer* to whoever waits; if he gave up, the record stands, and the same id answers it."""
    if waiting.done():
        return
    if isinstance(answer, BaseException):
        waiting.set_exception(answer)
    else:
        waiting.set_result(answer)


class Door:
    """Carries out commands on a log. Start it once per process; stop it to let the last ones finish."""

    def __init__(self, log: Log, inline: Inline, clock: Clock, recorded: Callable[[], None] = lambda: None) -> None:
        self._log = log
        self._inline = inline
        self._clock = clock
        self._recorded = recorded  # told after each commit, so that followers need not poll
        self._keys = Keyring()
        self._states = States(self._keys)
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="sacho-door", daemon=True)

    def __enter__(self) -> Self:
        self._writer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._queue.put(None)
        self._writer.join()

    async def execute(self, request: Request) -> Outcome:
        """Return the outcome of *request*, once it is stored for good."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[Outcome] = loop.create_future()
        self._queue.put(_Job(request, loop, partial(_tell_one, waiting)))
        return await waiting

    async def execute_all(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return the outcomes of *requests*, in order, once all are stored; for imports, which need no task each."""
        if not requests:
            return []
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[list[Outcome]] = loop.create_future()
        together = _Together(waiting, len(requests))
        for number, request in enumerate(requests):
            self._queue.put(_Job(request, loop, together.tell_of(number)))
        return await waiting

    def submit(self, request: Request) -> Future[Outcome]:
        """Return the coming outcome of *request*, for callers without an event loop."""
        waiting: Future[Outcome] = Future()
        self._queue.put(_Job(request, None, partial(_tell_one, waiting)))
        return waiting

    def call(self, request: Request) -> Outcome:
        """Return the outcome of *request*; wait for it."""
        return self.submit(request).result()

    def _write(self) -> None:
        while (jobs := self._next_jobs()) is not None:
            self._carry_out(jobs)
            with contextlib.suppress(Exception):  # a line that cannot be written takes back nothing that is recorded
                _report(jobs)
            _tell(jobs)
            with contextlib.suppress(RuntimeError):  # the follower's event loop is closed
                self._recorded()

    def _next_jobs(self) -> list[_Job] | None:
        first = self._queue.get()
        if first is None:
            return None
        jobs = [first]
        while len(jobs) < _MOST_AT_ONCE:
            try:
                job = self._queue.get_nowait()
            except Empty:
                break
            if job is None:
                self._queue.put(None)
                break
            jobs.append(job)
        return jobs

    def _carry_out(self, jobs: list[_Job]) -> None:
        """Carry *jobs* out together; if that fails, one by one, so that none fails for another."""
        try:
            self._in_one_transaction(jobs)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it, whatever it is
            self._states.forget()
            if len(jobs) == 1:
                jobs[0].outcome = error
                return
            for job in jobs:
                self._carry_out([job])

    def _in_one_transaction(self, jobs: Sequence[_Job]) -> None:
        requests = [job.request for job in jobs]
        subjects = [subject for it in requests if (subject := subject_of(it.command)) is not None]
        with self._log.transaction() as transaction:
            self._states.catch_up(transaction)
            work = Work(transaction, self._clock.now(transaction.connection), self._states, self._keys, self._inline)
            known = work.prepare(requests, subjects)
            outcomes = [work.carry_out(request, known.get(request.id)) for request in requests]
            work.finish()
        for job, outcome in zip(jobs, outcomes, strict=True):
            job.outcome = outcome


def what_failed(error: BaseException) -> dict[str, object]:
    """Return an error's type and places, for a log: its message and values may be personal."""
    places = traceback.extract_tb(error.__traceback__)
    return {"error": type(error).__name__, "at": [f"{place.filename}:{place.lineno}" for place in places[-6:]]}


def _kind(job: _Job) -> str:
    return type(job.request.command).__name__


def _report(jobs: Sequence[_Job]) -> None:
    """Log one line per command: ids and codes, never a text."""
    log = _log.bind()  # once for all: the lazy logger would be set up again for every line
    for job in jobs:
        if job.outcome is not None:
            _say(log, job, job.outcome)


def _say(log: FilteringBoundLogger, job: _Job, outcome: Answer) -> None:
    about = {
        "type": _kind(job),
        "stream": job.request.command.stream(),
        "command_id": job.request.id,
        "actor": job.request.actor,
    }
    match outcome:
        case Recorded():
            log.info("command.recorded", position=outcome.position, count=outcome.count, **about)
        case Refused():
            log.info("command.refused", code=outcome.code, **about)
        case SameIdOtherContent():
            log.warning("command.same-id-other-content", position=outcome.position, **about)
        case AlreadyRecorded():
            log.info("command.already-recorded", position=outcome.position, **about)
        case BaseException():
            log.error("command.failed", **about, **what_failed(outcome))


def _tell(jobs: Sequence[_Job]) -> None:
    """Give every waiting caller its answer; each event loop is woken once."""
    by_loop: dict[asyncio.AbstractEventLoop | None, list[_Job]] = defaultdict(list)
    for job in jobs:
        by_loop[job.loop].append(job)
    for loop, waiting in by_loop.items():
        if loop is None:
            _tell_all(waiting)
            continue
        try:
            loop.call_soon_threadsafe(_tell_all, waiting)
        except RuntimeError:  # the loop is closed: its callers are gone, and what they asked for is recorded
            with contextlib.suppress(Exception):  # as in _write: the door goes on
                _log.warning("door.caller-gone", commands=len(waiting))


def _tell_all(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.outcome is not None:
            job.tell(job.outcome)
