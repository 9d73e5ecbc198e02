"""The skills a place asks for in its bodies, in its words."""

from datetime import date

from gongzhi_law.params import NoLawInForce, lookup


def skills_asked(on: date, place: str) -> tuple[str, ...]:
    """The professions of B7.2 as the place has them; empty where no rule names any."""
    try:
        value = lookup("bodies/env_skills", on=on, place=place).value
    except NoLawInForce:
        return ()
    return value if isinstance(value, tuple) else ()
