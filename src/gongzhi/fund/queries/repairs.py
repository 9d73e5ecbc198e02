"""A repair as pages, papers and acts read it: where it stands, who said what, what it rests on, what was paid."""

from datetime import date, datetime

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.models import PlanVoice, RepairProject, RepairStep, SpendRequest
from gongzhi.fund.queries.bases import decided_page, stops_basis, title_of
from gongzhi.fund.queries.repair_law import unconfirmed
from gongzhi.fund.queries.repair_sides import present_sides, voices_now
from gongzhi.fund.queries.scope import same_part, scope_name
from gongzhi.fund.states import ON_THE_WAY
from gongzhi.kernel.errors import Reason
from gongzhi.places.models import Estate
from gongzhi.voting.models import Assembly, Motion, Resolution
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi_law.fund import yuan
from gongzhi_law.fund_repair import PART_NAMES, SCOPE_MATTERS, Part

MATTERS = tuple(str(matter) for matter in SCOPE_MATTERS)
K = RepairStep.Kind
ANSWERS = (K.RECEIVED, K.GRANTED, K.RETURNED)  # of the office to an application


def page_of(project: RepairProject) -> str:
    """Its page on the desk."""
    return reverse("fund:repair", args=[project.estate.code, project.serial])


def projects_of(estate: Estate) -> list[RepairProject]:
    """Every repair, the newest first."""
    rows = RepairProject.objects.select_related("money__account", "basis")
    found = list(rows.filter(estate=estate).order_by("-serial"))
    for row in found:
        row.estate = estate
    return found


def steps_of(project: RepairProject) -> list[RepairStep]:
    """What happened, in order."""
    return list(RepairStep.objects.filter(estate=project.estate_id, project=project).order_by("pk"))


def applied_on(project: RepairProject) -> date | None:
    """The day of the last application to the office."""
    rows = RepairStep.objects.filter(estate=project.estate_id, project=project, kind=K.APPLIED)
    return rows.order_by("-pk").values_list("on", flat=True).first()


def answered_already(project: RepairProject) -> bool:
    """Whether the office took up, granted or returned the last application already."""
    rows = RepairStep.objects.filter(estate=project.estate_id, project=project, kind__in=[K.APPLIED, *ANSWERS])
    return rows.order_by("-pk").values_list("kind", flat=True).first() in ANSWERS


def granted_fen(project: RepairProject) -> int:
    """What the office granted in all."""
    rows = RepairStep.objects.filter(estate=project.estate_id, project=project, kind=K.GRANTED)
    return int(rows.aggregate(n=Sum("amount_fen"))["n"] or 0)


def requests_of(project: RepairProject) -> QuerySet[SpendRequest]:
    """Requests to pay that name the project, the oldest first."""
    rows = SpendRequest.objects.filter(estate=project.estate_id, project_id=project.pk)
    return rows.prefetch_related("payments__transaction__reversals").order_by("serial")


def open_requests(project: RepairProject) -> int:
    """How many of them are neither paid nor ended."""
    return requests_of(project).filter(state__in=ON_THE_WAY).count()


def paid_fen(project: RepairProject) -> int:
    """What was paid under the project, reversed payments left out."""
    rows = SpendRequest.objects.filter(estate=project.estate_id, project_id=project.pk)
    live = rows.filter(payments__isnull=False, payments__transaction__reversals__isnull=True)
    return int(live.aggregate(n=Sum("payments__amount_fen"))["n"] or 0)


def spent_fen(project: RepairProject) -> int:
    """What the work has cost so far: settled, or paid from here, or paid over by the office."""
    if project.actual_fen is not None:
        return project.actual_fen
    if project.custody == RepairProject.Custody.TRANSFERRED:
        return paid_fen(project)
    rows = RepairStep.objects.filter(estate=project.estate_id, project=project, kind=K.TRANSFERRED)
    return int(rows.aggregate(n=Sum("amount_fen"))["n"] or 0)


def payment_rows(project: RepairProject) -> list[list[str]]:
    """Day, payee as everyone may read it, sum of every payment that stands."""
    return [
        [cndate(payment.paid_on), f"{request.words}（{request.payee_shown}）", fen(payment.amount_fen)]
        for request in requests_of(project)
        for payment in request.payments.all()
        if not payment.transaction.reversals.all()
    ]


def must_wait(project: RepairProject, *, at: datetime) -> Reason | None:
    """Why the repair rests on nothing now, or None: no vote yet, one that was stopped, an emergency not confirmed."""
    if project.basis is not None:
        return stops_basis(project.basis, at=at)
    if not project.emergency:
        return Reason(
            _("使用维修资金须由业主表决，这个项目还没有通过的决议。"),
            "《民法典》第278条第1款第5项",
            _("先提请表决"),
            page_of(project),
        )
    names = "、".join(one.words for one in unconfirmed(project, at=at))
    return Reason(
        _("紧急情况还没有核实确认：%(who)s。") % {"who": names},
        "《民法典》第281条第2款",
        _("请对方核实确认"),
        page_of(project),
    )


def basis_words(project: RepairProject) -> str:
    """What it rests on, in one sentence; the day and, of a vote, its page."""
    basis = project.basis
    if basis is None:
        return _("还没有表决或者确认。")
    if basis.kind == "emergency":
        return _("紧急维修（《民法典》第281条第2款），核实确认后不经表决，额度%(sum)s。") % {
            "sum": fen(basis.limit_fen)
        }
    what = {"title": title_of(basis), "sum": fen(basis.limit_fen), "quote": basis.quote}
    return _("业主表决通过“%(title)s”，额度%(sum)s，原文：%(quote)s。") % what


def basis_page(project: RepairProject) -> str:
    """Where everyone reads the vote; empty where there is none."""
    if project.basis is None:
        return ""
    project.basis.estate = project.estate
    return decided_page(project.basis)


def sum_sentence(amount_fen: int) -> str:
    """The sentence of the motion that names the sum."""
    return f"使用维修资金不超过{yuan(amount_fen)}"


def motion_text(project: RepairProject) -> str:
    """The motion as it is drafted: what, where, the sum, the division; Chinese, as it is voted on."""
    lines = [
        f"范围：{scope_name(project.scope)}。",
        f"原因：{project.why}",
        f"方案：{project.plan}",
        f"同意{sum_sentence(project.budget_fen)}，由范围内业主按面积分摊，按实际支出决算并公示。",
    ]
    return "\n".join(lines)


def vote_wrong(project: RepairProject, assembly: Assembly) -> str:
    """Why this assembly does not decide on the project, or empty."""
    if assembly.estate_id != project.estate_id:
        return _("不是本小区的会议")
    if not same_part(assembly.scope, project.scope):
        return _("会议的范围和方案的范围不一致")
    if not Motion.objects.filter(assembly=assembly, matter__in=MATTERS).exists():
        return _("会议里没有使用维修资金的议题")
    return ""


def votes_to_link(project: RepairProject) -> list[Assembly]:
    """Assemblies of the project's part with a motion on repairs, the newest first."""
    rows = Assembly.objects.filter(estate=project.estate_id, motions__matter__in=MATTERS).distinct()
    return [row for row in rows.order_by("-serial") if same_part(row.scope, project.scope)]


def resolutions_of(project: RepairProject) -> list[Resolution]:
    """What its assembly decided on repairs."""
    if project.assembly_id is None:
        return []
    rows = Resolution.objects.select_related("motion__assembly", "option", "estate")
    found = rows.filter(estate=project.estate_id, motion__assembly_id=project.assembly_id, motion__matter__in=MATTERS)
    return list(found.order_by("pk"))


def assembly_of(project: RepairProject) -> Assembly | None:
    """The assembly that decides on it."""
    if project.assembly_id is None:
        return None
    return Assembly.objects.filter(estate=project.estate_id, pk=project.assembly_id).first()


def project_facts(project: RepairProject) -> list[list[str]]:
    """The project in rows of a paper: no flat, no owner."""
    rows = [
        [_("维修项目"), _("第 %(n)s 号 %(title)s") % {"n": project.serial, "title": project.title}],
        [_("部位"), PART_NAMES[Part(project.part)]],
        [_("范围"), scope_name(project.scope)],
        [_("维修资金"), str(project.get_custody_display())],
        [_("保修"), str(project.get_warranty_display())],
        [_("预算"), fen(project.budget_fen)],
    ]
    if project.contractor:
        rows.append([_("施工单位"), project.contractor])
    return rows


def quote_rows(project: RepairProject) -> list[list[str]]:
    """Offers, the lowest first."""
    rows = project.quotes.order_by("amount_fen", "pk")
    return [[row.bidder, fen(row.amount_fen)] for row in rows]


def step_rows(project: RepairProject) -> list[list[str]]:
    """Day, what, words of everything that happened."""
    return [
        [cndate(row.on), str(row.get_kind_display()), " ".join(filter(None, (row.document_number, row.words)))]
        for row in steps_of(project)
    ]


def voice_rows(project: RepairProject, *, at: datetime) -> list[tuple[str, PlanVoice | None]]:
    """Each party that is there with the newest it said, None while it is silent."""
    said = voices_now(project)
    return [(str(side.label), said.get(side)) for side in present_sides(project.estate, at=at)]
