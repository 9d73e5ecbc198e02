"""The `gongzhi` command: one file a command beside this one, each with `run(argv) -> exit code`.

0 answered, 1 refused or blocked, 2 wrong input. Answers are one JSON document on stdout, messages go to
stderr.
"""

import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Sequence
from typing import Any

ANSWERED, REFUSED, WRONG = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named first; nothing of Django is loaded for commands that do not ask for it."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    known = commands()
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print("gongzhi " + " | ".join(sorted(known)), file=sys.stderr)
        return ANSWERED if arguments else WRONG
    name, *rest = arguments
    if name not in known:
        print(f"gongzhi: 没有“{name}”这个命令；有：{'、'.join(sorted(known))}", file=sys.stderr)
        return WRONG
    module = importlib.import_module(f"{__name__}.{known[name]}")
    try:
        return int(module.run(rest))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return REFUSED


def commands() -> dict[str, str]:
    """Command name to module name, from the files beside this one."""
    names = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return {name.replace("_", "-"): name for name in names}


def answer(document: Any) -> None:
    """Print the one JSON document of an answering command."""
    print(json.dumps(document, ensure_ascii=False, indent=1))


def say(text: str) -> None:
    """A message for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


def start_django(*, owner: bool = False) -> None:
    """Start the database where it is ours to start, then Django, as application or as owner."""
    from gongzhi.config import postgres

    try:
        postgres.ensure()
    except postgres.ClusterError as error:
        say(str(error))
        raise SystemExit(REFUSED) from None
    os.environ["GONGZHI_ROLE"] = "owner" if owner else "app"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongzhi.config.settings")
    import django

    django.setup()
