"""The embedded server's processes: whether somebody lives who started one, and what a crash left behind."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_DATA = "temporal.db"
_POLITE = 50  # looks at a server that was asked to stop, before it is made to
_A_WHILE = 0.1  # seconds between two looks


@contextmanager
def holding(data: Path) -> Iterator[bool]:
    """Hold the folder *data* for the block; yield whether nobody else does.

    The system itself lets go of it when the process ends, even if it is killed.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / "up.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = True
        except BlockingIOError:
            free = False
        yield free


async def stop_orphans(data: Path) -> bool:
    """Stop every server that still runs on *data*, which the caller holds; return whether there was one."""
    found = _servers_on(data)
    looks = 0
    while left := _servers_on(data):
        for server in left if looks in (0, _POLITE) else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(server, signal.SIGKILL if looks else signal.SIGTERM)
        looks += 1
        await asyncio.sleep(_A_WHILE)
    return bool(found)


def _servers_on(data: Path) -> list[int]:
    file = str(data / SERVER_DATA)
    return [process for process, words in _processes() if "start-dev" in words and file in words]


def _processes() -> Iterator[tuple[int, str]]:
    """Yield every process that can be seen, with its command line; one that has ended has none."""
    if not Path("/proc/self/cmdline").exists():
        listed = subprocess.run(["ps", "-axww", "-o", "pid=,args="], capture_output=True, text=True, check=True)  # noqa: S607 - macOS has it on its path
        yield from ((int(line.split()[0]), line) for line in listed.stdout.splitlines())
        return
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            yield int(path.parent.name), path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
