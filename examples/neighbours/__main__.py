"""``python -m examples.neighbours``: the whole loop with a stand-in of each neighbour, then all of it once more.

Plan out to On-nara, documents in as evidence, values in from the scorecard system, the year played to its
end, results out to e-Saram, the National Talent Database, d-brain and the public. What is sent a second
time changes nothing: the log has the same root, and each neighbour the same rows.
"""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cli.main import run
from examples.neighbours.stand_in import StandIn, listening, rows_in

HERE = Path(__file__).parent
CASE = HERE.parent / "kipo-2010"
ROOT = HERE.parents[1]
SYSTEMS = ("onnara", "bsc", "esaram", "talent", "dbrain", "disclosure")
TITLES = {
    "onnara": "On-nara BPS / BRM (온나라)",
    "bsc": "KIPO's BSC (균형성과표)",
    "esaram": "e-Saram (e-사람)",
    "talent": "National Talent Database (국가인재DB)",
    "dbrain": "d-brain (디브레인)",
    "disclosure": "Information disclosure (정보공개)",
}
RESULTS = ("esaram", "talent", "dbrain", "disclosure")
APRIL = "2010-04-04"  # the plan is in force, the first talks are open
DOCUMENTS = "kr.go.sacho.onnara.document.v1"


class Loop:
    """The log of one run, its stand-ins, and the ``sacho`` command on them."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.log = folder, folder / "log.db"
        self._common = ("--database", str(self.log), "--json")
        secrets = {it: "whsec_" + base64.b64encode(f"secret of {it:<22}".encode()).decode() for it in SYSTEMS}
        self.stand_ins = {it: StandIn(it, secret) for it, secret in secrets.items()}
        self.servers = {it: listening(stand_in, 0) for it, stand_in in self.stand_ins.items()}
        self.file = folder / "neighbours.yaml"
        listed = [self._listed(it, secret) for it, secret in secrets.items()]
        self.file.write_text(json.dumps(listed), encoding="utf-8")  # JSON is YAML

    def _listed(self, system: str, secret: str) -> dict[str, Any]:
        url = f"http://127.0.0.1:{self.servers[system].server_address[1]}/"
        return {"system": system, "body": "KIPO", "actor": f"X-{system.upper()}", "secrets": [secret], "url": url}

    def sacho(self, *words: object, ok: tuple[int, ...] = (0,)) -> dict[str, Any]:
        """Return what a command answers as JSON."""
        said, noise = io.StringIO(), io.StringIO()
        with redirect_stdout(said), redirect_stderr(noise):
            code = run([*map(str, words), *self._common])
        if code not in ok:
            raise SystemExit(f"sacho {' '.join(map(str, words))}: {said.getvalue()}{noise.getvalue()}")
        return dict(json.loads(said.getvalue()))

    @contextmanager
    def inbox(self) -> Iterator[str]:
        """Let ``sacho exchange serve`` run; yield its address."""
        words = ("exchange", "serve", "--neighbours", str(self.file), "--port", "0")
        line = [sys.executable, "-m", "cli.main", *words, *self._common]
        with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603 - as above
            try:
                yield _first_document(process)["url"]
            finally:
                process.terminate()

    @contextmanager
    def stand_ins_at_work(self) -> Iterator[None]:
        """Let every stand-in listen."""
        for server in self.servers.values():
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield
        finally:
            for server in self.servers.values():
                server.shutdown()
                server.server_close()

    def link(self) -> None:
        """Let each connector speak for its neighbour."""
        for system in SYSTEMS:
            grant = {"person": f"X-{system.upper()}", "role": f"exchange-{system}", "body": "KIPO"}
            form = self._folder / f"{system}.yaml"
            form.write_text(json.dumps(grant), encoding="utf-8")
            self.sacho("act", "GrantRole", "--file", form, "--as", "P-OPR")

    def bring_in(self) -> None:
        """Send the documents and the values."""
        with self.inbox() as url:
            onnara, rows = self.stand_ins["onnara"], rows_in(HERE / "documents.csv")
            _tell("onnara", "in", onnara.send(f"{url}/exchange/onnara/KIPO", "documents-2010-q1", DOCUMENTS, rows))
        file = HERE / "values.csv"
        _tell("bsc", "in", self.sacho("exchange", "import", "bsc", file, "--as", "X-BSC", ok=(0, 1)))

    def send_out(self, *systems: str) -> None:
        """Send each of *systems* what there is for it."""
        for system in systems:
            _tell(system, "out", self.sacho("exchange", "export", system, 2010, "--send", self.file))

    def stands_at(self) -> tuple[str, dict[str, int]]:
        """Return the root of the log, and how many rows each neighbour has."""
        return self.sacho("verify")["root"], {it: len(stand_in.rows) for it, stand_in in self.stand_ins.items()}


def _first_document(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Return the first JSON document that *process* prints."""
    text = ""
    for line in process.stdout or ():
        text += line
        if line == "}\n":
            return dict(json.loads(text))
    raise SystemExit("sacho exchange serve did not start")


def _tell(system: str, way: str, answer: dict[str, Any]) -> None:
    arrow = {"in": "→ Sacho", "out": "← Sacho"}[way]
    again = "  (again: nothing changed)" if answer["again"] else ""
    if way == "out":
        print(f"  {TITLES[system]:40} {arrow}  {answer['rows']} rows, {answer['ending']}{again}")
        return
    print(f"  {TITLES[system]:40} {arrow}  {answer['accepted']} taken, {answer['rejected']} rejected{again}")
    for row in answer["rows"]:
        print(f"      row {row['line']}, {row['key']}: {row['code']} {row.get('en', '')}")


def main() -> None:
    """Run the loop twice, and say what each neighbour got."""
    with TemporaryDirectory() as folder:
        loop = Loop(Path(folder))
        with loop.stand_ins_at_work():
            play(loop)


def play(loop: Loop) -> None:
    """Send everything, play the year to its end, and send everything again."""
    print("The year 2010 of KIPO is played up to April …")
    loop.sacho("rehearse", CASE, "--until", APRIL)
    loop.link()
    loop.send_out("onnara")
    loop.bring_in()
    print("… and to the end of its books.")
    ended = loop.sacho("rehearse", CASE)
    loop.send_out(*RESULTS)
    print(f"\n{ended['protagonist']['person']}: {ended['protagonist']['total']}. What each neighbour has:")
    for system, stand_in in loop.stand_ins.items():
        rows = sorted(
            stand_in.rows.values(), key=lambda it: (it.get("person") == ended["protagonist"]["person"], len(it))
        )
        told = f", such as {json.dumps(rows[-1], ensure_ascii=False)}" if rows else ""
        print(f"  {TITLES[system]:40} {len(rows)} rows{told}")
    before = loop.stands_at()
    print("\nEverything once more:")
    loop.send_out("onnara")
    loop.bring_in()
    loop.send_out(*RESULTS)
    after = loop.stands_at()
    print(f"\nRoot of the log before: {before[0]}\n                 after: {after[0]}")
    if before != after:
        raise SystemExit("The second time changed something.")
    print("Nothing has changed, here or there.")


if __name__ == "__main__":
    main()
