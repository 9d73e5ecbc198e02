"""Merge estates into a new one: the register is carried over exactly, the old ones end."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standing import body_of
from gongzhi.kernel import keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division, Estate, EstateEnd, EstateVersion
from gongzhi.register.actions.carry_claims import carry_claims
from gongzhi.register.actions.carry_register import Carrier, Figures
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.actions.redraw_estate import wrong_document
from gongzhi.register.actions.succession import Paper, end_estate, found_successor, hand_over
from gongzhi.voting.actions.announce_redrawing import announce_redrawing
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.redrawing import obstacles_to_redraw

FEWEST = 2


@act
@official
def merge_estates(
    *,
    estates: Sequence[Estate],
    name: str,
    community: Division,
    management: str,
    boundary: str,
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
) -> Estate:
    """Makes one estate of several on the document of whoever drew its ground (物业管理条例第9条); returns the new one.

    Units, owners and holdings are carried over; counts and areas must agree to 0.01 m², and with `units` and `area` of the
    document where it names them. Everything else is a list to be confirmed item by item. Refuses all but the street over
    every estate, an estate that ended, an assembly under way, a roll under public check, open corrections, and where the
    place wants it (上海第10条) estates without their owners' decision. Wrong input: fewer than two estates, no name,
    boundary, document, a community that none of them lies in.
    """
    found = [Estate.objects.select_for_update().get(pk=pk) for pk in sorted({one.pk for one in estates})]
    for one in found:
        people.require(by, one, Capacity.Kind.STREET, at=at)
    paper = Paper(issuer.strip(), document_number.strip(), file_name, content, content_type)
    wrong = wrong_paper(paper, name=name, boundary=boundary)
    if len(found) < FEWEST:
        wrong["estates"] = _("至少选两个小区")
    elif community.pk not in {one.community_id for one in found}:
        wrong["community"] = _("请选其中一个小区所在的社区")
    if management not in Estate.Management.values:
        wrong["management"] = _("请选一项")
    if wrong:
        raise BadInput(_("合并小区要写明新小区的名称、范围和文件。"), wrong)
    blocks, _warns = obstacles_to_redraw(found, resolutions, at=at)
    if blocks:
        raise Refused(*blocks)
    committees = {one.pk: body_of(one, Body.Kind.COMMITTEE) is not None for one in found}
    Estate.objects.filter(pk__in=[one.pk for one in found]).update(ended_on=law_day(at))
    first = found[0]
    target = found_successor(
        kind=EstateVersion.Kind.MERGED,
        name=name.strip(),
        community=community,
        boundary=boundary.strip(),
        like={
            "kind": first.kind,
            "management": management,
            "level": max(one.level for one in found),
            "address": first.address,
            "duty_phone": first.duty_phone,
        },
        paper=paper,
        by=by,
        at=at,
    )
    carrier = Carrier(target, found, at=at, on=law_day(at))
    carried = [hand_over(one, carrier, paper, by=by, at=at) for one in found]
    refuse_other_figures(
        Figures(sum(c.units for c in carried), sum(c.holdings for c in carried), sum(c.area for c in carried)),
        units,
        area,
    )
    actor = keys.pseudonym(target.pk, by.pk)
    rebuild_electors(estate=target, by=actor, at=at)
    for one in found:
        pseudonym = keys.pseudonym(one.pk, by.pk)
        carry_claims(one, [carrier], by=pseudonym, at=at)
        rebuild_electors(estate=one, by=pseudonym, at=at)
        end = end_estate(
            one,
            kind=EstateEnd.Kind.MERGED,
            successors=[target],
            had_committee=committees[one.pk],
            paper=paper,
            by=by,
            at=at,
        )
        announce_redrawing(one, end, by=pseudonym, at=at)
    announce_redrawing(target, None, by=actor, at=at)
    return target


def wrong_paper(paper: Paper, **texts: str) -> dict[str, str]:
    """What is missing of the document and of these texts, by field; {} if nothing is."""
    given = {"issuer": paper.issuer, "document_number": paper.document_number, **texts}
    wrong = {field: _("请填写") for field, text in given.items() if not text.strip()}
    return wrong | wrong_document(paper.content)


def refuse_other_figures(carried: Figures, units: int | None, area: int | None) -> None:
    """Refuses a register that differs from the document's units or area (0.01 m²), where it names them."""
    if units in (None, carried.units) and area in (None, carried.area):
        return
    raise Refused(
        Reason(
            _("文件写的与名册不符：名册是 %(units)s 套、%(area)s㎡。什么也没有改。")
            % {"units": carried.units, "area": f"{carried.area // 100}.{carried.area % 100:02d}"},
            cite="《物业管理条例》第9条",
            remedy=_("先核对清册，或者请出具文件的机关更正"),
        )
    )
