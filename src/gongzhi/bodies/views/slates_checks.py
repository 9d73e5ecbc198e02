"""The checks of one body on the desk, in both scopes: findings, who declared what, hearings, objections, reasons."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access, slate_access
from gongzhi.bodies.actions.answer_objection_to_list import answer_objection_to_list
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.give_reason import give_reason
from gongzhi.bodies.actions.hear_person import hear_person
from gongzhi.bodies.forms.slates import DeclarationForm, HearingForm, ListAnswerForm, WordsForm
from gongzhi.bodies.models import Body, ListObjection
from gongzhi.bodies.queries.composition import report_of
from gongzhi.bodies.queries.declarations import declared_for
from gongzhi.bodies.queries.env import hearings_of
from gongzhi.bodies.queries.findings import findings_of
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.skills import skills_asked
from gongzhi.bodies.queries.slates import answer_rule, objections_to, place_of_objection, words_of
from gongzhi.bodies.queries.standing import appointments
from gongzhi.bodies.views.offices_frame import act_page, address, place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door


@door(access.get_body_for)
def checks(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Every finding on the body, and person by person what it rests on."""
    body: Body = request.here
    on = law_day(request.at)
    records = access.records(request.person, body, at=request.at)
    sees = slate_access.sees_persons(request.person, body, at=request.at)
    heard = hearings_of(body)
    seated = list(appointments(body, on=on))
    people = {row.person_id for row in seated} | set(heard)
    names = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in=people)}
    said = declared_for(body, people)
    seats = {row.person_id: row for row in seated}
    context = {
        **place_of_page(body),
        "body": body,
        "crumb": {"label": body.name, "url": address(body, "body")},
        "findings": findings_of(body, on, named=sees),
        "hide": not sees,
        "reason_url": address(body, "give_reason") if records else "",
        "people": [
            {
                "name": name,
                "role": str(seats[pk].get_role_display()) if pk in seats else _("人选"),
                "said": said.get(pk) if records else None,
                "declared": pk in said,
                "heard": heard.get(pk, []),
                "declare_url": address(body, "declare", pk) if records else "",
            }
            for pk, name in sorted(names.items(), key=lambda item: (item[0] not in seats, item[0]))
        ],
        "hear_url": address(body, "hear") if records else "",
        "objections": objections_to(body),
        "reads": records,
    }
    return render(request, "bodies/slates/checks.html", context)


@door(access.get_body_for, "GET", "POST")
def reason(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Writes why the body departs from what a paper asks for."""
    body: Body = request.here
    rule = request.GET.get("rule", "")
    report = report_of(body, law_day(request.at))
    found = next((f for f in report.failing if f.rule == rule), None) if report else None
    return act_page(
        request,
        WordsForm(request.POST or None),
        give_reason,
        here=body,
        back=(body.name, address(body, "body")),
        heading=_("写明理由"),
        sub=found.expected if found else "",
        facts=[(_("现在"), found.actual)] if found else None,
        cite=found.cite if found else "",
        word=_("公开理由"),
        of=body,
        rule=rule,
    )


@door(access.get_body_for, "GET", "POST")
def declare_for(request: Entered, body_id: int, person_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Enters a signed declaration of a member, or of a person proposed."""
    body: Body = request.here
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not _known(body, person, request):
        raise NotHere
    name = person.shown_name()
    return act_page(
        request,
        DeclarationForm(
            request.POST or None,
            skills=skills_asked(law_day(request.at), place_of(body)),
            estates=estates_below(body),
            own=False,
        ),
        declare,
        here=body,
        back=(_("组成校验"), address(body, "checks")),
        heading=_("代录%(name)s的书面声明") % {"name": name},
        sub=_("只录本人签名的声明或者党组织名册上的内容；本人可以随时在手机上重新声明。"),
        word=_("存档"),
        to=body,
        person=person,
    )


def _known(body: Body, person: Person, request: Entered) -> bool:
    seated = appointments(body, on=law_day(request.at)).filter(person_id=person.pk)
    return seated.exists() or body.hearings.filter(person_id=person.pk).exists()


def estates_below(body: Body) -> list[str]:
    """The estates that a committee of a community covers; none for a body of one estate."""
    if body.estate is not None:
        return []
    rows = Estate.objects.filter(community=body.division, ended_on__isnull=True).order_by("name")
    return list(rows.values_list("name", flat=True))


@door(access.get_body_for, "GET", "POST")
def hear(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Enters what one side said about a person proposed (B7.6)."""
    body: Body = request.here
    return act_page(
        request,
        HearingForm(request.POST or None),
        hear_person,
        here=body,
        back=(_("组成校验"), address(body, "checks")),
        heading=_("登记征求意见的结果"),
        sub=_("任职前逐个征求意见、由社区党组织把关；结果附在任职后面。"),
        cite="《社区党组织领导下的“三方联动”机制实施方案》附件2第一条",
        word=_("登记"),
        body=body,
    )


@door(slate_access.get_list_objection_for, "GET", "POST")
def answer(request: Entered, objection_id: int, code: str = "", division: str = "") -> HttpResponse:
    """The written answer to one objection."""
    row: ListObjection = request.here
    here: Any = row.body or row.estate
    back = back_of(row)
    rule = answer_rule(law_day(row.at), place_of_objection(row))
    facts = [(_("提出"), cndate(row.at))]
    if access_words(request, row):
        facts.append((_("原文"), words_of(row)))
    return act_page(
        request,
        ListAnswerForm(request.POST or None),
        answer_objection_to_list,
        here=here,
        back=back,
        heading=_("书面答复第 %(n)s 号异议") % {"n": row.number},
        sub=row.answer and _("已经答复：%(text)s") % {"text": row.answer},
        facts=facts,
        cite=rule.cites,
        word=_("答复并公开"),
        objection=row,
    )


def access_words(request: Entered, row: ListObjection) -> bool:
    """Whether the objector's words may be shown: to who keeps the list alone."""
    if row.body is not None:
        return access.records(request.person, row.body, at=request.at)
    return row.estate is not None and slate_access.keeps_slate(request.person, row.estate, at=request.at)


def back_of(row: ListObjection) -> tuple[str, str]:
    """Where the answer leads back to."""
    if row.body is not None:
        return row.body.name, address(row.body, "checks")
    assert row.estate is not None  # noqa: S101
    if row.slate_id is not None:
        return _("候选人名单"), reverse("bodies:desk_slate", args=[row.estate.code, row.slate_id])
    return _("组织和任职"), address(row.estate, "bodies")
