"""`make bench [ROOM=voting]`: every figure against its floor, as one table and bench.json. Never part of the tests.

A module `p<number>_<what>.py` has `ID`, `ROOM`, `WHAT`, `REACH` (the ratio to reach), `SENSE` (`at_most` or
`at_least`) and `run() -> dict` with `figure`, `floor`, `ratio`, and whatever else is worth keeping. `run` may set
`"reached": False` where more than the ratio was asked for.
"""

import argparse
import importlib
import json
import operator
import os
import pkgutil
import platform
import sys
import time
from types import ModuleType
from typing import Any

import bench
from gongzhi.config.home import PROJECT

HOLDS = {"at_most": operator.le, "at_least": operator.ge}


def figures(room: str | None) -> list[ModuleType]:
    """The modules to run, by number."""
    names = [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name.startswith("p")]
    names.sort(key=lambda name: int(name[1:].split("_")[0]))
    modules = [importlib.import_module(f"bench.{name}") for name in names]
    return [module for module in modules if room in (None, module.ROOM)]


def measured(module: ModuleType) -> dict[str, Any]:
    """One row: what the module found, and whether its reach is held."""
    began = time.monotonic()
    found = dict(module.run())
    sense = getattr(module, "SENSE", "at_most")
    held = HOLDS[sense](found["ratio"], module.REACH) and found.get("reached", True)
    took = round(time.monotonic() - began, 1)
    return {
        "id": module.ID,
        "what": module.WHAT,
        **found,
        "sense": sense,
        "reach": module.REACH,
        "held": held,
        "took": took,
    }


def table(rows: list[dict[str, Any]]) -> str:
    """The rows for a person to read."""
    lines = [f"{'':4} {'what':44} {'figure':>12} {'floor':>12} {'ratio':>8}  reach"]
    for row in rows:
        sign = "<=" if row["sense"] == "at_most" else ">="
        mark = "ok" if row["held"] else "MISSED"
        values = f"{row['figure']:>12.4g} {row['floor']:>12.4g} {row['ratio']:>8.3f}"
        lines.append(f"{row['id']:4} {row['what'][:44]:44} {values}  {sign} {row['reach']}  {mark}")
    return "\n".join(lines)


def main() -> int:
    """Run what was asked for; 0 when every reach is held, 1 when one is missed."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--room")
    options = parser.parse_args()
    rows = []
    for module in figures(options.room):
        print(f"{module.ID} {module.WHAT} ...", file=sys.stderr, flush=True)
        rows.append(measured(module))
    print(table(rows))
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    document = {"machine": machine, "rows": rows}
    (PROJECT / "bench.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    return 0 if rows and all(row["held"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
