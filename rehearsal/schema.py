"""The JSON Schema of cases: ``python -m rehearsal.schema`` writes it to ``examples/case.schema.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from rehearsal.agenda import PlannedSitting
from rehearsal.case import (
    CONDUCT,
    Act,
    Heading,
    Official,
    Organisation,
    Plan,
)
from rehearsal.ministry import Ministries, Pattern

SCHEMA = Path(__file__).parent.parent / "examples" / "case.schema.json"
_FILLED_IN = ("year", "body", "mission", "vision", "objectives")  # from the case, where `do` leaves them out


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a case: one property for each file, named like it."""
    files = {"case": Heading, "organisation": Organisation, "people": Official, "plan": Plan, "conduct": Act}
    described = {
        "ministries": Ministries,
        "pattern": Pattern,
        "sittings": PlannedSitting,
    }  # of a government's many bodies
    models = [(model, "validation") for model in (*files.values(), *described.values(), *CONDUCT.values())]
    _, found = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    definitions = found["$defs"]
    for name in CONDUCT:
        left = [field for field in definitions[name].get("required", ()) if field not in _FILLED_IN]
        definitions[name]["required"] = ["type", *left]
    whole = definitions["Heading"].pop("required")  # ... unless another case gives the rest
    many = [*(field for field in whole if field != "bodies"), "includes"]
    ways = (whole, ["case", "name", "based_on"], many)
    definitions["Heading"]["anyOf"] = [{"required": way} for way in ways]
    definitions["Act"]["properties"]["do"] = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in CONDUCT]}
    references = {file: {"$ref": f"#/$defs/{model.__name__}"} for file, model in {**files, **described}.items()}
    lists = {file: {"type": "array", "items": references[file]} for file in ("people", "conduct", "sittings")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case: each property is the content of the YAML file of that name",
        "type": "object",
        "additionalProperties": False,
        "required": list(files),
        "properties": {**references, **lists},
        "$defs": definitions,
    }


def schema_text() -> str:
    """Return the JSON Schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
