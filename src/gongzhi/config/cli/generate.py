"""`gongzhi generate`: write the pages of docs/generated; `--check` only tells which are stale."""

import argparse


def run(argv: list[str]) -> int:
    """Write every page; refuses to let fewer clauses be claimed than before."""
    parser = argparse.ArgumentParser(prog="gongzhi generate")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fewer-clauses", action="store_true", help="a clause was given up, and why is in the commit")
    options = parser.parse_args(argv)
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongzhi.config.settings")
    import django

    django.setup()
    from gongzhi.config import generated
    from gongzhi.config.cli import say
    from gongzhi.config.generated import clauses

    stale = generated.stale()
    for path in stale:
        say(str(path))
    if options.check:
        return 1 if stale else 0
    floor = generated.FOLDER / clauses.FILE
    given_up = clauses.claimed_on_page(floor.read_text()) - set(clauses.claims()) if floor.is_file() else set()
    if given_up and not options.fewer_clauses:
        say(f"不再有测试认领：{'、'.join(sorted(given_up))}")
        return 1
    generated.FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in generated.pages().items():
        path.write_text(text)
    return 0
