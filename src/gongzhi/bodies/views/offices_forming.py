"""The desk pages that write down a body, its terms and its members."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.confirm_term import confirm_term
from gongzhi.bodies.actions.end_body import end_body
from gongzhi.bodies.actions.end_term import end_term
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.set_contact import set_contact
from gongzhi.bodies.forms.offices import (
    BodyForm,
    ConfirmForm,
    ContactForm,
    EndBodyForm,
    EndTermForm,
    SeatForm,
    TermForm,
)
from gongzhi.bodies.models import Body, Contact, Term
from gongzhi.bodies.queries.holders import holders
from gongzhi.bodies.queries.standing import latest_term
from gongzhi.bodies.queries.standings import standing
from gongzhi.bodies.views.offices_frame import act_page, address
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate
from gongzhi.places.models import Division, Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door


@door(desk_of_estate, "GET", "POST")
def new_estate_body(request: Entered, code: str) -> HttpResponse:
    """Writes down a body of an estate."""
    return _new_body(request, request.here, {"estate": request.here})


@door(access.desk_of_division, "GET", "POST")
def new_division_body(request: Entered, division: str) -> HttpResponse:
    """Writes down a body above estates."""
    return _new_body(request, request.here, {"division": request.here})


def _new_body(request: Entered, here: Estate | Division, scope: dict[str, Any]) -> HttpResponse:
    kinds = access.may_form_any(request.person, here, at=request.at)
    listed = kinds or (access.WITHIN if isinstance(here, Estate) else access.ABOVE)
    return act_page(
        request,
        BodyForm(request.POST or None, kinds=listed),
        form_body,
        here=here,
        back=(_("组织和任职"), address(here, "bodies")),
        heading=_("登记一个组织"),
        sub=_("登记已经产生的组织；还没有产生的，走组建或者业主大会。同一类业主组织同时只能有一个。"),
        word=_("登记"),
        done=lambda body: address(body, "body"),
        **scope,
    )


@door(access.get_body_for, "GET", "POST")
def new_term(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Opens a term of a body."""
    body: Body = request.here
    term = latest_term(body, on=law_day(request.at))
    facts = [(_("现在"), _("第 %(n)s 届，%(size)s 席") % {"n": term.number, "size": term.set_size})] if term else []
    return act_page(
        request,
        TermForm(request.POST or None),
        open_term,
        here=body,
        back=(body.name, address(body, "body")),
        heading=_("开新的一届"),
        sub=_("名额写规则约定的总数；任期长短按属地规定校验。"),
        word=_("开新的一届"),
        facts=facts,
        body=body,
    )


@door(access.get_body_for, "GET", "POST")
def new_seat(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Puts a person into the next free seat."""
    body: Body = request.here
    on = law_day(request.at)
    term = latest_term(body, on=on)
    empty = sum(1 for row in holders(body, on=on, term=term) if row.appointment is None)
    waits = body.kind in access.CONFIRMED_BY_STREET and (term is None or term.confirmed_at is None)
    return act_page(
        request,
        SeatForm(request.POST or None, body=body),
        appoint,
        here=body,
        back=(body.name, address(body, "body")),
        heading=_("登记一位成员"),
        sub=_("身份随任职产生。这一届要等街道核对备案以后，成员才能登录办事。") if waits else _("身份随任职产生。"),
        word=_("登记任职"),
        facts=[(_("空缺"), _("%(n)s 席") % {"n": empty})] if term else [],
        body=body,
        term=term,
    )


@door(access.get_body_for, "GET", "POST")
def contact(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Sets the public contact of a body."""
    body: Body = request.here
    now = Contact.objects.filter(body=body).order_by("-pk").first()
    initial = {"duty_phone": now.duty_phone, "hours": now.hours, "place": now.place} if now else {}
    return act_page(
        request,
        ContactForm(request.POST or None, initial=initial),
        set_contact,
        here=body,
        back=(body.name, address(body, "body")),
        heading=_("公开的联系方式"),
        sub=_("公开页只写值班电话；成员自己的号码只有本人愿意才写。"),
        word=_("保存"),
        body=body,
    )


@door(access.get_body_for, "GET", "POST")
def close_body(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Ends a body with every seat in it."""
    body: Body = request.here
    now = standing(body, on=law_day(request.at))
    return act_page(
        request,
        EndBodyForm(request.POST or None),
        end_body,
        here=body,
        back=(body.name, address(body, "body")),
        heading=_("终止这个组织"),
        sub=_("里面的任职和身份一同终止；记录都保留。"),
        word=_("终止"),
        facts=[(_("在任"), _("%(n)s 人") % {"n": now.seated})],
        body=body,
    )


def _term(body: Body, number: int) -> Term:
    found = body.terms.filter(number=number).first()
    if found is None:
        raise NotHere
    return found


@door(access.get_body_for, "GET", "POST")
def confirm(request: Entered, body_id: int, term_number: int, code: str) -> HttpResponse:
    """The street checks the list of a term against its filing."""
    body: Body = request.here
    term = _term(body, term_number)
    rows = [row for row in holders(body, on=law_day(request.at), term=term) if row.appointment]
    return act_page(
        request,
        ConfirmForm(request.POST or None),
        confirm_term,
        here=body,
        back=(body.name, address(body, "body")),
        heading=_("凭备案确认第 %(n)s 届") % {"n": term.number},
        sub=_("逐人核对以后确认，成员才第一次能登录办事。备案不是成立的条件：业委会自选举产生。"),
        cite="《物业管理条例》第16条",
        word=_("核对无误，确认"),
        facts=[(row.name, str(row.appointment.get_role_display())) for row in rows if row.appointment],
        term=term,
    )


@door(access.get_body_for, "GET", "POST")
def close_term(request: Entered, body_id: int, term_number: int, code: str = "", division: str = "") -> HttpResponse:
    """Ends the seats of a term that handed over."""
    body: Body = request.here
    term = _term(body, term_number)
    seats = body.appointments.filter(term=term, ended_on__isnull=True).count()
    facts = [(_("还在任"), _("%(n)s 人") % {"n": seats})]
    if term.last_on:
        facts.append((_("届满日"), cndate(term.last_on)))
    return act_page(
        request,
        EndTermForm(request.POST or None),
        end_term,
        here=body,
        back=(body.name, address(body, "body")),
        heading=_("第 %(n)s 届移交完毕") % {"n": term.number},
        sub=_("新的一届（或者代行的组织）产生以后，本届成员的任职和身份到此终止。"),
        word=_("移交完毕，终止本届"),
        facts=facts,
        term=term,
    )
