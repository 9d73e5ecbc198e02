"""Open the forming of a body for an estate that has none: on which ground, by which plan."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.evidence import keep_evidence
from gongzhi.bodies.models import Body, Formation
from gongzhi.bodies.queries.standing import status_of
from gongzhi.bodies.queries.triggers import Trigger, triggers_of
from gongzhi.bodies.states import BodyState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law import formation as law
from gongzhi_law import terms
from gongzhi_law.bodies import BodyKind, Status

OPENED = journal.event(
    "bodies.formation.opened",
    serial=Fact.NUMBER,
    kind=Fact.WORD,
    trigger=Fact.WORD,
    words=Fact.TEXT,
    plan=Fact.TEXT,
    set_size=Fact.NUMBER,
    term_months=Fact.NUMBER,
    evidence=Fact.HASH,
)


@act
def open_formation(
    *,
    estate: Estate,
    kind: str,
    trigger: str,
    words: str,
    plan: str,
    set_size: int,
    term_months: int | None = None,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Formation:
    """A 物管会, 自管组织, 筹备组 or 换届小组 in the making, on a ground of the place's rules (A3.1, B8.8).

    Refuses whoever may not form this kind, a ground that the data contradict, a body of the kind that stands within its
    term, a second one in the making, and a term longer than the place allows. Wrong input: no such ground, no words, no
    plan, no seats.
    """
    estate = Estate.objects.select_for_update(of=("self",)).select_related("community").get(pk=estate.pk)
    if kind not in access.FORMERS:
        raise BadInput(_("这一类组织不是这样成立的。"), {"kind": _("请重选")})
    access.require_in(by, estate, None, *access.FORMERS[Body.Kind(kind)], at=at)
    on = law_day(at)
    missing = {f: _("必填") for f, value in (("words", words), ("plan", plan)) if not value.strip()}
    if set_size < 1:
        missing["set_size"] = _("请写明名额")
    if term_months is not None and term_months < 1:
        missing["term_months"] = _("请写明任期月数")
    ground = next((one for one in triggers_of(estate, kind, on=on) if one.ground.id == trigger), None)
    if ground is None:
        missing["trigger"] = _("请选当地规定的情形")
    if missing or ground is None:
        raise BadInput(_("请选启动情形，写明情况和组建方案。"), missing)
    reasons = [*_standing_in_the_way(estate, kind, ground, at=at), *_too_long(kind, term_months, estate, at=at)]
    if reasons:
        raise Refused(*reasons)
    stored = keep_evidence(estate, file_name=file_name, content=content, content_type=content_type, at=at)
    serial = (Formation.objects.filter(estate=estate).aggregate(n=Max("serial"))["n"] or 0) + 1
    entry = journal.record(
        OPENED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        serial=serial,
        kind=kind,
        trigger=trigger,
        words=words.strip(),
        plan=plan.strip(),
        set_size=set_size,
        term_months=term_months,
        evidence=stored.sha256 if stored else None,
    )
    return Formation.objects.create(
        estate=estate,
        kind=kind,
        serial=serial,
        trigger=trigger,
        trigger_words=words.strip(),
        trigger_cite=ground.ground.cite,
        trigger_file_id=stored.pk if stored else None,
        plan=plan.strip(),
        set_size=set_size,
        term_months=term_months,
        opened_on=on,
        entry=entry.pk,
    )


def _standing_in_the_way(estate: Estate, kind: str, found: Trigger, *, at: datetime) -> list[Reason]:
    """What the data say against forming this body now."""
    reasons = []
    if found.holds is False:
        words = _("“%(ground)s”与登记的情况不符：%(why)s") % {"ground": found.ground.words, "why": found.evidence}
        reasons.append(Reason(words, cite=found.ground.cite, remedy=_("选别的情形，或者先更正登记")))
    rows = Body.objects.filter(estate=estate, kind=kind).exclude(state=BodyState.ENDED)
    same = rows.select_related("estate__community", "division").first()
    if same is not None and status_of(same, on=law_day(at)) != Status.EXPIRED:
        words = _("%(name)s还在任，不能另行组建。") % {"name": same.name}
        reasons.append(Reason(words, cite=found.ground.cite, remedy=_("先办理它的终止，或者等任期届满")))
    going = Formation.objects.filter(estate=estate, kind=kind, state__in=["drafted", "guidance", "announced"]).first()
    if going is not None:
        words = _("已有一个正在组建（第 %(n)s 号）。") % {"n": going.serial}
        reasons.append(Reason(words, remedy=_("接着办，或者先终止那一个")))
    return reasons


def _too_long(kind: str, months: int | None, estate: Estate, *, at: datetime) -> list[Reason]:
    """The term limits of the place that may refuse (北京58条, 杭州41条)."""
    if months is None:
        return []
    on = law_day(at)
    checks = terms.term_check(BodyKind(kind), on, law.term_end(on, months), on=on, place=estate.place)
    wrong = [check for check in checks if check.passed is False and check.blocks]
    return [
        Reason(_("%(want)s；%(is)s") % {"want": c.expected, "is": c.actual}, cite=c.cite, remedy=c.remedy)
        for c in wrong
    ]
