"""Acts on one seal: handing over, confirming, loss and what follows, publishing a half-year."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.places.models import Estate
from gongzhi.seals import access
from gongzhi.seals.actions.announce_loss import announce_loss
from gongzhi.seals.actions.disclose_uses import disclose_uses
from gongzhi.seals.actions.hand_over_seal import hand_over_seal
from gongzhi.seals.actions.note_loss_report import note_loss_report
from gongzhi.seals.actions.receive_seal import receive_seal
from gongzhi.seals.actions.recut_seal import recut_seal
from gongzhi.seals.actions.report_loss import report_loss
from gongzhi.seals.actions.return_seal import return_seal
from gongzhi.seals.actions.void_seal import void_seal
from gongzhi.seals.forms import HandOverForm, LossForm, PeriodForm, RecutForm, ReportForm, ReturnForm, WordsForm
from gongzhi.seals.models import Seal
from gongzhi.seals.queries.keepers import candidates, custody_of
from gongzhi.seals.queries.losses import events_of, steps_of
from gongzhi.seals.views.frame import act_page, page_of, pressed
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import form_for


def _steps(seal: Seal) -> tuple[tuple[str, str], ...]:
    return tuple((one.words, one.cite) for one in steps_of(seal, events_of(seal)) if not one.over)


@door(access.get_seal_for, "GET", "POST")
def hand_over(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """The keeper or a steward gives the seal to the next keeper."""
    found: Seal = request.here
    rule = custody_of(found.kind, found.body, at=request.at)
    return act_page(
        request,
        form_for(request, HandOverForm, keepers=candidates(found.kind, found.body, at=request.at)),
        hand_over_seal,
        estate=found.estate,
        back=page_of(found),
        heading=_("交给另一个人保管"),
        sub=_("接收人登录确认收到以后才能用印；确认以前谁都不能用。"),
        word=_("登记交接"),
        rules=((rule.sentence, ""),),
        seal=found,
    )


@door(access.get_seal_for, "POST")
def receive(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """The receiver confirms."""
    found: Seal = request.here
    return pressed(request, receive_seal, back=page_of(found), seal=found)


@door(access.get_seal_for, "GET", "POST")
def loss(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """A seal is lost, damaged or held back."""
    found: Seal = request.here
    return act_page(
        request,
        form_for(request, LossForm, initial={"on": law_day(request.at)}),
        report_loss,
        estate=found.estate,
        back=page_of(found),
        heading=_("挂失停用"),
        sub=_("挂失以后，所有用印申请自动拒绝，再办公告、报备、重刻。"),
        word=_("挂失停用"),
        seal=found,
    )


@door(access.get_seal_for, "POST")
def announce(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """The owners are told."""
    found: Seal = request.here
    return pressed(request, announce_loss, back=page_of(found), seal=found)


@door(access.get_seal_for, "GET", "POST")
def report(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """The loss was reported, or the seal demanded back."""
    found: Seal = request.here
    return act_page(
        request,
        form_for(request, ReportForm, initial={"on": law_day(request.at)}),
        note_loss_report,
        estate=found.estate,
        back=page_of(found),
        heading=_("登记报备、报案或者催还"),
        word=_("登记"),
        rules=_steps(found),
        seal=found,
    )


@door(access.get_seal_for, "GET", "POST")
def returned(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """A seal that was held back came back."""
    found: Seal = request.here
    return act_page(
        request,
        form_for(request, ReturnForm, keepers=candidates(found.kind, found.body, at=request.at)),
        return_seal,
        estate=found.estate,
        back=page_of(found),
        heading=_("印章已经交还"),
        sub=_("已经公告停用的，交还的也不再使用。"),
        word=_("登记交还"),
        seal=found,
    )


@door(access.get_seal_for, "GET", "POST")
def recut(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """A new seal takes its place."""
    found: Seal = request.here
    return act_page(
        request,
        form_for(
            request,
            RecutForm,
            initial={"engraved": found.engraved},
            keepers=candidates(found.kind, found.body, at=request.at),
        ),
        recut_seal,
        estate=found.estate,
        back=page_of(found),
        heading=_("登记重刻的新章"),
        sub=_("登记以后旧章作废，同时公告。"),
        word=_("启用新章，旧章作废"),
        rules=_steps(found),
        to=lambda made: page_of(made)[1],
        seal=found,
    )


@door(access.get_seal_for, "GET", "POST")
def void(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """The seal is never used again."""
    found: Seal = request.here
    return act_page(
        request,
        form_for(request, WordsForm),
        void_seal,
        estate=found.estate,
        back=page_of(found),
        heading=_("印章作废"),
        sub=_("作废以后不能恢复，同时公告。"),
        word=_("作废并公告"),
        seal=found,
    )


@door(access.reader_of, "POST")
def disclose(request: Entered, code: str) -> HttpResponse:
    """The uses of a half-year are published."""
    estate: Estate = request.here
    form = PeriodForm(request.POST)
    back = (_("印章"), reverse("seals:seals", args=[code]))
    if not form.is_valid():
        raise Refused(_("请选已经过完的半年"))
    day = form.cleaned_data["period"]
    return pressed(request, disclose_uses, back=back, estate=estate, period=day)
