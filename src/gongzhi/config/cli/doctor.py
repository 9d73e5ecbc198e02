"""`gongzhi doctor`: what this instance needs to serve, checked one by one; 1 when something blocks."""

import argparse
from typing import Any


def run(argv: list[str]) -> int:
    """Print every check with its finding and, where it fails, what to do."""
    argparse.ArgumentParser(prog="gongzhi doctor").parse_args(argv)
    from gongzhi.config import postgres
    from gongzhi.config.cli import ANSWERED, REFUSED, answer, start_django
    from gongzhi.config.doctor.check import Check, database_unreachable

    try:
        postgres.ensure()
    except postgres.ClusterError as error:
        answer(_document([database_unreachable(str(error))]))
        return REFUSED
    start_django()
    from django.db import DatabaseError, connection

    from gongzhi.config.doctor import database, machine

    checks: list[Check] = []
    real = False
    try:
        connection.ensure_connection()
        checks += database.checks()
        real = checks[2].ok and database.production()
    except DatabaseError as error:
        checks.append(database_unreachable(str(error).strip().splitlines()[0]))
    checks += machine.checks(production=real)
    answer(_document(checks))
    return REFUSED if any(check.blocks and not check.ok for check in checks) else ANSWERED


def _document(checks: list[Any]) -> dict[str, Any]:
    blocked = [check.name for check in checks if check.blocks and not check.ok]
    return {"ok": not blocked, "blocked": blocked, "checks": [check.as_json() for check in checks]}
