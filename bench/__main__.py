"""``python -m bench [NAME…] [--quick] [--out FILE]``: measures, prints tables and writes the figures down."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Console

from bench import cold, door, exchange, fold, governments, grading, rehearsals
from bench.report import Subject, show, write

_WIDTH = 110  # columns that a table needs
_RESULTS = Path(__file__).parent / "results.json"
SUBJECTS: Mapping[str, Callable[..., Subject]] = {
    it.NAME: it.run for it in (door, exchange, fold, grading, rehearsals, governments, cold)
}


def main(words: Sequence[str] | None = None) -> None:
    """Run the subjects that *words* name, or all of them."""
    wish = _parse(words)
    console = Console(width=max(Console().width, _WIDTH))
    found = []
    for name in wish.subjects or SUBJECTS:
        found.append(SUBJECTS[name](quick=wish.quick))
        show(console, found[-1])
    out = wish.out or (None if wish.quick else _RESULTS)
    if out:
        write(out, found)


def _parse(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Sacho beside its peers.")
    parser.add_argument("subjects", nargs="*", metavar="NAME", help=f"one or more of {', '.join(SUBJECTS)}")
    parser.add_argument("--quick", action="store_true", help="a smoke run of seconds; its figures mean nothing")
    parser.add_argument(
        "--out", type=Path, help=f"where the figures go (default {_RESULTS.name}; a quick run: nowhere)"
    )
    wish = parser.parse_args(words)
    if unknown := set(wish.subjects) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    return wish


if __name__ == "__main__":
    main()
