"""Split an estate into several new ones: every building goes to exactly one of them, the old one ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standing import body_of
from gongzhi.kernel import keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Building, Estate, EstateEnd, EstateVersion
from gongzhi.register.actions.carry_claims import carry_claims
from gongzhi.register.actions.carry_register import Carrier, Figures, figures_of
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.actions.succession import Paper, end_estate, found_successor, hand_over
from gongzhi.voting.actions.announce_redrawing import announce_redrawing
from gongzhi.voting.actions.merge_estates import FEWEST, refuse_other_figures, wrong_paper
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.redrawing import obstacles_to_redraw


@dataclass(frozen=True, slots=True)
class Part:
    """One estate to be: its name, its boundary in words, the numbers of the buildings that go to it."""

    name: str
    boundary: str
    buildings: tuple[int, ...]


@act
@official
def split_estate(
    *,
    estate: Estate,
    parts: Sequence[Part],
    issuer: str,
    document_number: str,
    file_name: str,
    content: bytes,
    content_type: str,
    units: int | None = None,
    area: int | None = None,
    resolutions: Sequence[Resolution] = (),
    by: Person,
    at: datetime,
) -> EstateEnd:
    """Makes several estates of one on the document of whoever drew their ground (物业管理条例第9条); returns its end.

    As `merge_estates`: the register is carried exactly, the rest confirmed item by item in each part, nothing deleted.
    Wrong input: fewer than two parts, a building in two parts or in none, a part without buildings, two of one name.
    """
    estate = Estate.objects.select_for_update().select_related("community").get(pk=estate.pk)
    people.require(by, estate, Capacity.Kind.STREET, at=at)
    paper = Paper(issuer.strip(), document_number.strip(), file_name, content, content_type)
    wrong = wrong_paper(paper) | _wrong_parts(estate, parts)
    if wrong:
        raise BadInput(_("分立小区要写明每一部分的名称、范围、楼栋和文件。"), wrong)
    blocks, _warns = obstacles_to_redraw([estate], resolutions, at=at)
    if blocks:
        raise Refused(*blocks)
    before = figures_of(estate)
    had_committee = body_of(estate, Body.Kind.COMMITTEE) is not None
    Estate.objects.filter(pk=estate.pk).update(ended_on=law_day(at))
    carriers = []
    for part in parts:
        target = found_successor(
            kind=EstateVersion.Kind.SPLIT,
            name=part.name.strip(),
            community=estate.community,
            boundary=part.boundary.strip(),
            like={
                field: str(getattr(estate, field)) for field in ("kind", "management", "level", "address", "duty_phone")
            },
            paper=paper,
            by=by,
            at=at,
        )
        carrier = Carrier(target, [estate], at=at, on=law_day(at))
        hand_over(estate, carrier, paper, buildings=part.buildings, by=by, at=at)
        rebuild_electors(estate=target, by=keys.pseudonym(target.pk, by.pk), at=at)
        carriers.append(carrier)
    successors = [carrier.target for carrier in carriers]
    _refuse_a_rest(before, successors)
    refuse_other_figures(before, units, area)
    actor = keys.pseudonym(estate.pk, by.pk)
    carry_claims(estate, carriers, by=actor, at=at)
    rebuild_electors(estate=estate, by=actor, at=at)
    end = end_estate(
        estate,
        kind=EstateEnd.Kind.SPLIT,
        successors=successors,
        had_committee=had_committee,
        paper=paper,
        by=by,
        at=at,
    )
    announce_redrawing(estate, end, by=actor, at=at)
    for target in successors:
        announce_redrawing(target, None, by=keys.pseudonym(target.pk, by.pk), at=at)
    return end


def _wrong_parts(estate: Estate, parts: Sequence[Part]) -> dict[str, str]:
    """What is wrong with the parts, by field; {} if nothing is."""
    wrong = {}
    given = [number for part in parts for number in part.buildings]
    names = [part.name.strip() for part in parts]
    there = set(Building.objects.filter(estate=estate).values_list("pk", flat=True))
    if len(parts) < FEWEST or not all(part.buildings for part in parts):
        wrong["parts"] = _("至少分成两部分，每一部分都要有楼栋")
    elif len(given) != len(set(given)) or set(given) != there:
        wrong["parts"] = _("每一幢楼都要归到一部分，而且只归一部分")
    if not all(names) or len(names) != len(set(names)):
        wrong["name"] = _("每一部分要有不同的名称")
    if not all(part.boundary.strip() for part in parts):
        wrong["boundary"] = _("请填写")
    return wrong


def _refuse_a_rest(before: Figures, successors: Sequence[Estate]) -> None:
    """Refuses parts that do not add up to the whole, to 0.01 m²."""
    found = [figures_of(estate) for estate in successors]
    after = Figures(sum(f.units for f in found), sum(f.holdings for f in found), sum(f.area for f in found))
    refuse_other_figures(after, before.units, before.area)
    if after != before:
        raise Refused(_("各部分的业主登记合起来与原小区不符，什么也没有改。"))
