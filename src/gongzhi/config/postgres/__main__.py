"""`python -m gongzhi.config.postgres`: the cluster by hand."""

import argparse
import json
import subprocess
import sys

from gongzhi.config import postgres


def main() -> int:
    """Run one command; 0 done, 1 not possible."""
    parser = argparse.ArgumentParser(prog="python -m gongzhi.config.postgres")
    parser.add_argument("command", choices=["start", "stop", "status", "remove", "urls", "psql"])
    parser.add_argument("--instance", default=None)
    parser.add_argument("--owner", action="store_true", help="psql as the owner")
    parser.add_argument("--admin", action="store_true", help="psql as superuser")
    options, rest = parser.parse_known_args()
    try:
        return _run(options.command, options.instance, options, rest)
    except postgres.ClusterError as error:
        print(error, file=sys.stderr)
        return 1


def _run(command: str, instance: str | None, options: argparse.Namespace, rest: list[str]) -> int:
    if command == "stop":
        postgres.stop(instance)
    elif command == "remove":
        postgres.remove(instance)
    elif command == "status":
        running = postgres.cluster_of(instance).running()
        print("running" if running else "stopped")
        return 0 if running else 1
    elif command in ("start", "urls"):
        urls = postgres.ensure(instance)
        if command == "urls":
            print(json.dumps({"app": urls.app, "owner": urls.owner, "admin": urls.admin}, indent=1))
    else:
        urls = postgres.ensure(instance)
        chosen = urls.admin if options.admin else urls.owner if options.owner else urls.app
        program = postgres.programs_for().path("psql")
        return subprocess.run([program, "--no-psqlrc", str(chosen), *rest], check=False).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
