"""`gongzhi init --kind production|test`: say once what this installation is, and load the division codes."""

import argparse


def run(argv: list[str]) -> int:
    """Migrates, writes the one row of the instance and the divisions; refuses to turn one kind into another."""
    parser = argparse.ArgumentParser(prog="gongzhi init")
    parser.add_argument("--kind", choices=["production", "test"], required=True)
    options = parser.parse_args(argv)
    from gongzhi.config.cli import REFUSED, answer, say, start_django
    from gongzhi.config.cli.migrate import migrate_apart

    migrate_apart()
    start_django()
    from gongzhi.kernel.models import Instance
    from gongzhi.places.actions.load_divisions import load_divisions

    instance, _made = Instance.objects.get_or_create(id=1, defaults={"kind": options.kind})
    if instance.kind != options.kind:
        say(f"这里已经是“{instance.get_kind_display()}”实例，不能改成别的。")
        return REFUSED
    answer({"kind": instance.kind, "divisions_added": load_divisions()})
    return 0
