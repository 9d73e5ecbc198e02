"""Make the list of a body in the making public."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Appointment, Body, Formation, FormationSide
from gongzhi.bodies.queries.formation_facts import joined, report_of_formation
from gongzhi.bodies.queries.formations import guidance_line, side_line
from gongzhi.bodies.states import FORMATION_MOVES, FormationState
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi_law import formation as law
from gongzhi_law.bodies import BodyKind
from gongzhi_law.calendar import NoWorkdayTable

ANNOUNCED = journal.event(
    "bodies.formation.announced",
    serial=Fact.NUMBER,
    days=Fact.NUMBER,
    until_on=Fact.DAY,
    members=Fact.NUMBER,
    sha256=Fact.HASH,
)
ROLES = dict(Appointment.Role.choices)


@act
@official
def announce_formation(*, formation: Formation, days: int, by: Person, at: datetime) -> Formation:
    """Publishes who will sit in the body, from which side, and who did not come, for the place's days (杭州39条, 清远26条).

    Refuses whoever may not complete it, an empty list, a list that statute or the estate's rules do not allow, and fewer
    days than statute asks for. Papers only warn (R26). Wrong input: no days.
    """
    formation = (
        Formation.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=formation.pk)
    )
    access.may_complete(by, formation, at=at)
    check_move(FORMATION_MOVES, FormationState(formation.state), FormationState.ANNOUNCED)
    on = law_day(at)
    if days < 1:
        raise BadInput(_("请写明公示几日。"), {"days": _("至少一日")})
    members = joined(formation)
    if not members:
        raise Refused(Reason(_("名单是空的。"), cite=formation.trigger_cite, remedy=_("先登记参加的人")))
    rule = law.list_days(BodyKind(formation.kind), on, formation.estate.place)
    reasons = [
        Reason(f"{c.expected}；{c.actual}", cite=c.cite, remedy=c.remedy)
        for c in report_of_formation(formation, on=on).blocking
    ]
    if rule is not None and days < rule.days and rule.answer.blocks:
        words = _("名单要公示不少于 %(n)s 日。") % {"n": rule.days}
        reasons.append(Reason(words, cite=str(rule.answer.cite), remedy=_("把公示日数改够")))
    if reasons:
        raise Refused(*reasons)
    try:
        until = law.list_until(on, days, workdays=rule is not None and rule.workdays)
    except NoWorkdayTable as error:
        raise Refused(str(error)) from error
    by_whom = keys.pseudonym(formation.estate_id, by.pk)
    estate = formation.estate
    document = publish_document(
        estate_id=estate.pk,
        kind="formation",
        mark=_("%(estate)s组公") % {"estate": estate.name},
        title=_("关于%(estate)s%(kind)s成员名单的公示") % {"estate": estate.name, "kind": formation.get_kind_display()},
        template="passage",
        data=_text(formation, members, until=until, on=on),
        ref=f"formation:{formation.pk}",
        by=by_whom,
        at=at,
    )
    journal.record(
        ANNOUNCED,
        ref=f"formation:{formation.pk}",
        estate_id=estate.pk,
        by=by_whom,
        at=at,
        serial=formation.serial,
        days=days,
        until_on=until,
        members=len(members),
        sha256=document.sha256,
    )
    formation.state, formation.announced_on, formation.announced_until = FormationState.ANNOUNCED, on, until
    formation.document_id = document.pk
    formation.save(update_fields=["state", "announced_on", "announced_until", "document_id"])
    return formation


def _text(formation: Formation, members: list[FormationSide], *, until: date, on: date) -> dict[str, object]:
    people = {p.pk: p for p in Person.objects.filter(pk__in=[row.person_id for row in members])}
    issuer = _("街道办事处（镇政府）") if formation.kind == Body.Kind.INTERIM else formation.estate.community.name
    lead = [
        _("因%(words)s（%(cite)s），组建%(estate)s%(kind)s，名额 %(n)s 人。")
        % {
            "words": formation.trigger_words,
            "cite": formation.trigger_cite,
            "estate": formation.estate.name,
            "kind": formation.get_kind_display(),
            "n": formation.set_size,
        },
        _("名单公示到%(day)s。有异议的，请在公示期内书面提出。") % {"day": cndate(until)},
    ]
    tail = [line for line in (side_line(formation), guidance_line(formation, on=on)) if line]
    return {
        "addressee": _("%(estate)s全体业主") % {"estate": formation.estate.name},
        "issuer": issuer,
        "lead": lead,
        "heading": _("成员名单"),
        "terms": [
            {
                "label": row.side,
                "value": f"{people[row.person_id].shown_name()}（{ROLES.get(row.role, '')}）",
            }
            for row in members
            if row.person_id
        ],
        "tail": tail,
        "estate": formation.estate.code,
        "page": f"/e/{formation.estate.code}/formation/{formation.serial}/",
    }
