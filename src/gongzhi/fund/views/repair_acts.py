"""The acts on a repair, one small page each."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.accept_work import accept_work
from gongzhi.fund.actions.add_quote import add_quote
from gongzhi.fund.actions.agree_plan import agree_plan
from gongzhi.fund.actions.apply_repair import apply_repair
from gongzhi.fund.actions.audit_repair import audit_repair
from gongzhi.fund.actions.confirm_emergency import confirm_emergency
from gongzhi.fund.actions.draft_repair_vote import draft_repair_vote
from gongzhi.fund.actions.drop_repair import drop_repair
from gongzhi.fund.actions.invite_offices import invite_offices
from gongzhi.fund.actions.link_vote import link_vote
from gongzhi.fund.actions.note_evidence import note_evidence
from gongzhi.fund.actions.publish_repair import publish_repair
from gongzhi.fund.actions.record_office_step import record_office_step
from gongzhi.fund.actions.report_repair import report_repair
from gongzhi.fund.actions.settle_repair import settle_repair
from gongzhi.fund.actions.start_work import start_work
from gongzhi.fund.actions.take_resolution import take_resolution
from gongzhi.fund.actions.voice_plan import voice_plan
from gongzhi.fund.cites import REPAIR, REPAIR_FUND
from gongzhi.fund.forms import repair as forms
from gongzhi.fund.models import RepairProject
from gongzhi.fund.queries.repair_law import audit_of, confirmers_of, evidence_missing, kind_of, unconfirmed
from gongzhi.fund.queries.repair_sides import open_sides
from gongzhi.fund.queries.repairs import paid_fen, resolutions_of, sum_sentence, votes_to_link
from gongzhi.fund.views.repair_frame import url_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.forms import GzForm
from gongzhi.web.trying import form_for
from gongzhi_law.fund_repair import emergency_applicants, scope_rule

EMERGENCY = "《民法典》第281条第2款"
ask = door(repair_access.get_project_for, "GET", "POST")


def _page(
    request: Entered, form: GzForm, act: Callable[..., Any], heading: str, word: str, **more: Any
) -> HttpResponse:
    row: RepairProject = request.here
    more.setdefault("cites", (REPAIR,))
    return act_page(
        request,
        form,
        act,
        estate=row.estate,
        back=(row.title, url_of(row)),
        heading=heading,
        word=word,
        project=row,
        **more,
    )


@ask
def voice(request: Entered, code: str, repair: int) -> HttpResponse:
    """The word of the person's party."""
    sub = _("代表您所在的一方表态，随方案公开。业主方、物业、居委会都同意就算商定。")
    return _page(request, form_for(request, forms.VoiceForm), voice_plan, _("对方案表态"), _("提交意见"), sub=sub)


@ask
def quote(request: Entered, code: str, repair: int) -> HttpResponse:
    """An offer."""
    return _page(request, form_for(request, forms.QuoteForm), add_quote, _("加一份报价"), _("登记报价"))


@ask
def invite(request: Entered, code: str, repair: int) -> HttpResponse:
    """The invitation of street and community."""
    sub = _("请街道、社区提前介入指导。只是告知，不影响办理进度。")
    return _page(
        request, form_for(request, forms.WordsForm), invite_offices, _("邀请街道、社区提前介入"), _("发出邀请"), sub=sub
    )


@ask
def agree(request: Entered, code: str, repair: int) -> HttpResponse:
    """The talks are closed."""
    row: RepairProject = request.here
    missing = open_sides(row, at=request.at)
    names = "、".join(str(side.label) for side in missing)
    warns = (
        (_("%(who)s还没有同意。三方商定是政策要求，不代替业主表决；继续的，请写明理由。") % {"who": names},)
        if missing
        else ()
    )
    form = form_for(request, forms.AgreeForm)
    return _page(request, form, agree_plan, _("商定完成，提请业主表决"), _("提请表决"), warns=warns)


@ask
def draft(request: Entered, code: str, repair: int) -> HttpResponse:
    """Drafts the vote."""
    row: RepairProject = request.here
    words = scope_rule(law_day(request.at), row.estate.place).sentence
    return _page(
        request,
        form_for(request, GzForm),
        draft_repair_vote,
        _("起草这个项目的业主表决"),
        _("起草"),
        sub=_("会议、范围和议题都按方案写好，金额写在议题里；起草以后照常发通知、投票、计票。"),
        warns=(words,),
        cites=("《民法典》第278条第1款第5项",),
        to=lambda made: reverse("voting:desk_assembly", args=[code, made.serial]),
    )


@ask
def link(request: Entered, code: str, repair: int) -> HttpResponse:
    """Names an assembly that exists."""
    form = form_for(request, forms.LinkForm, votes=votes_to_link(request.here))
    sub = _("范围要和方案一致，议题里有使用维修资金这一项。")
    return _page(request, form, link_vote, _("关联已有的会议"), _("关联"), sub=sub)


@ask
def decide(request: Entered, code: str, repair: int) -> HttpResponse:
    """Takes the resolution."""
    row: RepairProject = request.here
    first = {"amount_fen": row.budget_fen, "quote": sum_sentence(row.budget_fen)}
    form = form_for(request, forms.ResolutionForm, initial=first, resolutions=resolutions_of(row))
    sub = _("决议生效、没有中止撤销，才能作为依据；两种比例结论不同的，等主管部门书面答复。")
    return _page(request, form, take_resolution, _("登记表决结果"), _("作为依据"), sub=sub)


@ask
def evidence(request: Entered, code: str, repair: int) -> HttpResponse:
    """Keeps a proof."""
    row: RepairProject = request.here
    kind = kind_of(row, at=request.at)
    wanted = kind.evidence if kind and not kind.proposed else ()
    missing = "、".join(evidence_missing(row, at=request.at))
    warns = (_("还缺：%(what)s") % {"what": missing},) if missing else ()
    form = form_for(request, forms.EvidenceForm, kinds=wanted, initial={"on": law_day(request.at)})
    cites = (kind.cite,) if kind else (EMERGENCY,)
    return _page(request, form, note_evidence, _("上传紧急情况的证据"), _("上传"), warns=warns, cites=cites)


@ask
def confirm(request: Entered, code: str, repair: int) -> HttpResponse:
    """Confirms an emergency."""
    row: RepairProject = request.here
    may = repair_access.may_confirm(
        request.person, row.estate, [one.id for one in unconfirmed(row, at=request.at)], at=request.at
    )
    known = confirmers_of(row, at=request.at)
    offered = [one for one in known if one.id in may] or list(known)
    form = form_for(request, forms.ConfirmForm, confirmers=offered, initial={"on": law_day(request.at)})
    who = emergency_applicants(repair_access.body_kinds(row.estate), law_day(request.at), row.estate.place)
    missing = evidence_missing(row, at=request.at)
    warns = (_("还缺证据：%(what)s") % {"what": "、".join(missing)},) if missing else ()
    return _page(
        request,
        form,
        confirm_emergency,
        _("核实确认紧急情况"),
        _("确认"),
        sub=_("最后一方确认以后立即可以施工，额度不超过预算，同时公示。"),
        warns=warns,
        cites=tuple(dict.fromkeys((EMERGENCY, *(one.cite for one in known), who.cites))),
    )


@ask
def hand_in(request: Entered, code: str, repair: int) -> HttpResponse:
    """The application to the office."""
    sub = _("生成编号的申请书；连同决定、分摊清册、报价打成一个包，交给主管部门。")
    form = form_for(request, GzForm)
    return _page(request, form, apply_repair, _("申请列支维修资金"), _("生成申请"), sub=sub, cites=(REPAIR_FUND,))


@ask
def office(request: Entered, code: str, repair: int) -> HttpResponse:
    """What the office did."""
    form = form_for(request, forms.OfficeForm)
    return _page(request, form, record_office_step, _("登记主管部门的办理"), _("登记"), cites=(REPAIR_FUND,))


@ask
def start(request: Entered, code: str, repair: int) -> HttpResponse:
    """The work begins."""
    form = form_for(request, forms.StartForm, initial={"on": law_day(request.at)})
    return _page(request, form, start_work, _("登记开工"), _("开工"))


@ask
def accept(request: Entered, code: str, repair: int) -> HttpResponse:
    """The work is accepted."""
    form = form_for(request, forms.AcceptForm, initial={"on": law_day(request.at)})
    sub = _("由业主方验收；可以请范围内的业主一起到场。")
    return _page(request, form, accept_work, _("登记验收"), _("验收通过"), sub=sub)


@ask
def audit(request: Entered, code: str, repair: int) -> HttpResponse:
    """The settlement was audited."""
    row: RepairProject = request.here
    finding = audit_of(row, row.actual_fen or paid_fen(row) or row.budget_fen, at=request.at)
    warns = (finding.sentence,) if finding else ()
    form = form_for(request, forms.AuditRepairForm, initial={"on": law_day(request.at)})
    return _page(request, form, audit_repair, _("登记结算审核"), _("登记"), warns=warns)


@ask
def settle(request: Entered, code: str, repair: int) -> HttpResponse:
    """The final account."""
    row: RepairProject = request.here
    here = row.custody == RepairProject.Custody.TRANSFERRED
    form = form_for(request, forms.SettleForm, paid_here=here)
    told = _("已经从专户付了%(paid)s，决算按实际付款算，不另填。") % {"paid": fen(paid_fen(row))} if here else ""
    finding = audit_of(row, (paid_fen(row) if here else row.budget_fen) or row.budget_fen, at=request.at)
    warns = (finding.sentence,) if finding and finding.passed else ()
    sub = told or _("照主管部门划转、施工单位结算的金额填。")
    return _page(request, form, settle_repair, _("决算和最后分摊"), _("决算"), sub=sub, warns=warns)


@ask
def publish(request: Entered, code: str, repair: int) -> HttpResponse:
    """The final account is published."""
    sub = _("公示方案、依据、付款、决算和按楼栋的分摊；每户多少只有业主自己看得到。")
    return _page(request, form_for(request, GzForm), publish_repair, _("公示决算"), _("公示"), sub=sub)


@ask
def report(request: Entered, code: str, repair: int) -> HttpResponse:
    """An emergency is reported to the owners."""
    form = form_for(request, forms.ReportForm, initial={"on": law_day(request.at)})
    return _page(request, form, report_repair, _("向业主大会报告紧急维修"), _("登记"), cites=(EMERGENCY,))


@ask
def drop(request: Entered, code: str, repair: int) -> HttpResponse:
    """It is given up."""
    return _page(request, form_for(request, forms.DropForm), drop_repair, _("不再进行这个项目"), _("不再进行"))
