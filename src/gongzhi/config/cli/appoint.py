"""`gongzhi appoint`: the first officers of a place, on their office's document; the operator's only act on people."""

import argparse


def run(argv: list[str]) -> int:
    """Appoints one officer of a street, community or department and prints their division; 2 for wrong input."""
    parser = argparse.ArgumentParser(prog="gongzhi appoint")
    parser.add_argument(
        "--kind", choices=["street", "community", "department", "partner", "administrator"], required=True
    )
    parser.add_argument(
        "--division", required=True, help="GB/T 2260 code: county (6 digits), street (9) or community (12)"
    )
    parser.add_argument("--department", default="", help="for --kind department: 组织, 社工, 住建 …")
    parser.add_argument("--name", required=True)
    parser.add_argument("--phone", required=True)
    parser.add_argument("--document", required=True, help="number of the document that appoints them")
    options = parser.parse_args(argv)
    from gongzhi.config.cli import WRONG, answer, say, start_django

    start_django()
    from django.utils import timezone

    from gongzhi.kernel.errors import BadInput
    from gongzhi.people.actions.appoint_officer import appoint_officer
    from gongzhi.places.models import Division

    division = Division.objects.filter(pk=options.division).first()
    if division is None:
        say(f"没有代码为 {options.division} 的区划。")
        return WRONG
    try:
        capacity = appoint_officer(
            division=division,
            kind=options.kind,
            name=options.name,
            number=options.phone,
            document=options.document,
            department=options.department,
            at=timezone.now(),
        )
    except BadInput as error:
        say("；".join([error.text, *error.fields.values()]))
        return WRONG
    answer(
        {
            "kind": capacity.kind,
            "division": division.code,
            "name": division.name,
            "department": capacity.department,
        }
    )
    return 0
