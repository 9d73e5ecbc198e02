"""Recommend an owner for the list of candidates."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access
from gongzhi.bodies.actions.lock_slate import locked, open_for_names
from gongzhi.bodies.models import Candidate, Slate
from gongzhi.bodies.queries.slates import elector_behind
from gongzhi.bodies.states import CandidateState
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.register.queries import electors_of
from gongzhi_law import offices
from gongzhi_law.params import NoLawInForce, lookup

RECOMMENDED = journal.event(
    "bodies.candidate.recommended",
    serial=Fact.NUMBER,
    whom=Fact.WORD,
    recommended_by=Fact.WORD,
    categories=Fact.WORD,
    recommender=Fact.TEXT,
)
By = Candidate.By


@act
@official
def recommend_candidate(
    *,
    slate: Slate,
    name: str,
    number: str,
    recommended_by: str,
    recommender: str = "",
    categories: Sequence[str] = (),
    statement: str = "",
    by: Person,
    at: datetime,
) -> Candidate:
    """Puts an owner of this estate forward, with who recommends and the categories of A1.2; the person is asked by message.

    Must be an owner here by the register (指导规则31): by a claim, or by the number entered for an owner who still holds a
    unit. Owners recommend themselves and, jointly, others; party organisation and 居委会 through who keeps the slate.
    Refuses others, non-owners, a list already published, a person already on it. Wrong input: unknown categories, no
    recommender where there must be one.
    """
    slate = locked(slate)
    estate = slate.estate
    if recommended_by in (By.SELF, By.OWNERS) and electors_of(by, estate).exists():
        own = True
    else:
        slate_access.may_keep_slate(by, estate, at=at)
        own = False
    open_for_names(slate)
    known = {ground.id for ground in offices.categories(law_day(at), estate.place)}
    wrong = {f: _("必填") for f, value in (("name", name), ("number", number)) if not value.strip()}
    if recommended_by not in By.values:
        wrong["recommended_by"] = _("请选择推荐主体")
    elif recommended_by != By.SELF and not recommender.strip():
        wrong["recommender"] = _("请写明哪个组织，或者几户业主联名")
    if unknown := [word for word in categories if word not in known]:
        wrong["categories"] = _("没有这个类别：%(words)s") % {"words": "、".join(unknown)}
    if wrong:
        raise BadInput(_("推荐没有填完整。"), wrong)
    person = know_person(name=name.strip(), number=number, at=at)
    if recommended_by == By.SELF and own and person.pk != by.pk:
        raise BadInput(_("自荐只能填本人的手机号。"), {"number": _("请填本人的手机号")})
    elector = elector_behind(person, estate)
    if elector is None:
        raise Refused(_not_an_owner(slate, at))
    if slate.candidates.filter(person_id=person.pk).exclude(state=CandidateState.WITHDRAWN).exists():
        raise Refused(_("此人已经在名单上。"))
    entry = journal.record(
        RECOMMENDED,
        ref=f"slate:{slate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        serial=slate.serial,
        whom=keys.pseudonym(estate.pk, person.pk),
        recommended_by=recommended_by,
        categories=list(categories),
        recommender=recommender.strip(),
    )
    candidate = Candidate.objects.create(
        estate=estate,
        slate=slate,
        person_id=person.pk,
        elector=elector,
        recommended_by=recommended_by,
        recommender=recommender.strip(),
        categories=list(categories),
        statement=statement.strip(),
        entry=entry.pk,
    )
    if person.pk != by.pk:
        outbox.put(
            channel="sms",
            kind="candidate.recommended",
            address=person.number(),
            text=_(
                "【共治】%(estate)s“%(title)s”有人推荐您为候选人（%(how)s）。是否同意由您决定：登录后在“我的小区”里答复。"
            )
            % {"estate": estate.name, "title": slate.title, "how": candidate.get_recommended_by_display()},
            at=at,
            estate_id=estate.pk,
        )
    return candidate


def _not_an_owner(slate: Slate, at: datetime) -> Reason:
    """Only owners of the estate may stand (A1.2, B1.11, R20)."""
    try:
        rule = lookup("bodies/committee_owner_here", on=law_day(at), place=slate.estate.place)
        cite = rule.cites
    except NoLawInForce:
        cite = ""
    return Reason(
        _("登记簿里没有此人在本小区的房屋：候选人须是本物业管理区域的业主。"),
        cite,
        _("核对手机号；房屋或者电话登记有误的，先办更正"),
    )
