"""Form the 环境和物业管理委员会 of a community, its term running with that of the 居委会."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.env import residents_term
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.people.models import Person
from gongzhi.places.models import Division


@act
def form_env_committee(
    *,
    division: Division,
    name: str,
    set_size: int,
    basis: str,
    formed_on: date,
    until_on: date | None = None,
    by: Person,
    at: datetime,
) -> Body:
    """The committee below the 居委会 with its first term (B7.1); without `until_on` the term ends with that of the 居委会 (B7.5).

    Refuses all but the community's own workers (`form_body`). Wrong input: no community, no last day where the 居委会 has
    no running term, and what `form_body` and `open_term` take as wrong.
    """
    if division.level != Division.Level.COMMUNITY:
        raise BadInput(_("环物委是社区居委会下设的组织。"), {"division": _("请选社区")})
    above = residents_term(division, on=formed_on)
    until = until_on or (above.until_on if above else None)
    if until is None:
        raise BadInput(_("没有登记居委会的任期，请写明届满日。"), {"until_on": _("与居委会同步换届，请填居委会届满日")})
    residents = Body.objects.filter(division=division, kind=Body.Kind.RESIDENTS_COMMITTEE)
    body = form_body(
        division=division,
        kind=Body.Kind.ENV_COMMITTEE,
        name=name,
        basis=basis,
        formed_on=formed_on,
        parent=residents.exclude(state=BodyState.ENDED).first(),
        by=by,
        at=at,
    )
    open_term(body=body, set_size=set_size, from_on=formed_on, until_on=until, basis=basis, by=by, at=at)
    return body
