"""Object to a list made public: candidates, members, relatives' posts."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Formation, ListObjection, Slate
from gongzhi.bodies.queries.scope import log_of
from gongzhi.bodies.queries.slates import WORDS, answer_due, may_object_to, public_until, publicity_rule
from gongzhi.bodies.states import BodyState, FormationState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.queries import electors_of
from gongzhi.web.dates import cndate

RAISED = journal.event("bodies.list.objected", number=Fact.NUMBER, about=Fact.WORD, due=Fact.DAY, words=Fact.TEXT)
ABOUT = ("candidates", "members", "kin")


@act
def object_to_list(*, of: Body | Slate | Formation, about: str, words: str, by: Person, at: datetime) -> ListObjection:
    """Files an objection; it is answered in writing and decides nothing by itself (B7.4). The words are sealed.

    Not there for whoever is no owner of the estate (above estates every known person may object). Refuses a list that is
    not public or whose days are over. Wrong input: no words.
    """
    estate, division = of.estate, of.division if isinstance(of, Body) else None
    _lock(estate, division)
    if estate is not None and not electors_of(by, estate).exists():
        raise NotHere
    _is_public(of, at)
    wrong = {}
    if not words.strip():
        wrong["words"] = _("请写明您的异议和依据")
    if about not in ABOUT:
        wrong["about"] = _("请选择")
    if wrong:
        raise BadInput(_("异议没有填完整。"), wrong)
    scope = estate.pk if estate else None
    last = ListObjection.objects.filter(tenant=scope or 0).aggregate(n=Max("number"))["n"] or 0
    row = ListObjection(
        estate=estate,
        number=last + 1,
        body=of if isinstance(of, Body) else None,
        formation_id=of.pk if isinstance(of, Formation) else None,
        slate_id=of.pk if isinstance(of, Slate) else None,
        about=about,
        words=keys.seal(f"estate:{scope}" if scope else "platform", WORDS, words.strip()),
        by_person_id=by.pk,
        at=at,
    )
    entry = journal.record(
        RAISED,
        ref=_ref(of),
        by=keys.pseudonym(scope, by.pk),
        at=at,
        **log_of(estate, division),
        number=row.number,
        about=about,
        due=answer_due(row),
        words=words.strip(),
    )
    row.entry = entry.pk
    row.save(force_insert=True)
    return row


def _lock(estate: Estate | None, division: Division | None) -> None:
    """Numbers are given one after another in each scope."""
    if estate is not None:
        Estate.objects.select_for_update().get(pk=estate.pk)
    elif division is not None:
        Division.objects.select_for_update().get(pk=division.pk)


def _is_public(of: Body | Slate | Formation, at: datetime) -> None:
    if isinstance(of, Slate):
        if may_object_to(of, at=at):
            return
        until, rule = public_until(of), publicity_rule(of)
        if until is not None and of.closed_on is None:
            words = _("对候选人名单的异议到%(day)s为止，已经过了。") % {"day": cndate(until)}
            raise Refused(Reason(words, rule.cites if rule else "", _("可以向街道、社区反映")))
        raise Refused(Reason(_("现在没有公示中的候选人名单，不能提异议。"), remedy=_("名单公布后再提")))
    if isinstance(of, Formation):
        if of.state != FormationState.ANNOUNCED:
            raise Refused(Reason(_("现在不是名单公示期，不能提异议。"), remedy=_("名单公布后再提")))
    elif of.state != BodyState.STANDING:
        raise Refused(Reason(_("这个组织现在没有在任的成员名单。"), remedy=_("请看现在在任的组织")))


def _ref(of: Body | Slate | Formation) -> str:
    name = "body" if isinstance(of, Body) else "slate" if isinstance(of, Slate) else "formation"
    return f"{name}:{of.pk}"
