"""Send the reports and invitations that come before the notice."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.models import Assembly, Matter, Motion, Report
from gongzhi.voting.states import ASSEMBLY_MOVES, AssemblyState
from gongzhi_law import assembly as law
from gongzhi_law.voting import Matter as LawMatter

SENT = journal.event(
    "voting.report.sent", to=Fact.WORD, what=Fact.WORD, clause=Fact.WORD, days=Fact.NUMBER, text=Fact.TEXT
)


@act
@official
def send_reports(*, assembly: Assembly, fee_change: bool = False, by: Person, at: datetime) -> Assembly:
    """Tells the residents' committee (物业管理条例第14条第2款), reports and invites as the papers ask (B3.7, B4.7).

    Each is drawn up by the system and fulfilled when sent; opinions have a period and never block. Refuses all but the
    convener, and a draft without motions.
    """
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=assembly.pk)
    access.may_convene(by, assembly.estate, at=at, assembly=assembly)
    check_move(ASSEMBLY_MOVES, AssemblyState(assembly.state), AssemblyState.REPORTED)
    motions = list(Motion.objects.filter(estate=assembly.estate, assembly=assembly))
    if not motions:
        raise Refused(Reason(_("还没有议题，没有可以报告的内容。"), "《物业管理条例》第12条", _("先写议题")))
    titles = "、".join(m.title for m in motions)
    pseudonym = keys.pseudonym(assembly.estate_id, by.pk)
    for duty in law.report_duties(
        [LawMatter(m.matter) for m in motions],
        on=law_day(at),
        place=assembly.estate.place,
        fee_change=fee_change,
        large_repair=any(m.large for m in motions if m.matter == Matter.REPAIR_FUND_USE),
    ):
        text = _("%(to)s：%(estate)s拟召开业主大会会议“%(title)s”，议题为：%(motions)s。%(why)s") % {
            "to": duty.to_name,
            "estate": assembly.estate.name,
            "title": assembly.title,
            "motions": titles,
            "why": duty.sentence,
        }
        _report, fresh = Report.objects.get_or_create(
            estate=assembly.estate,
            assembly=assembly,
            to=duty.to,
            what=duty.act,
            defaults={
                "clause": duty.clause,
                "blocks": duty.blocks_notice,
                "cite": str(duty.answer.cite),
                "text": text,
                "sent_at": at,
                "days": duty.days,
            },
        )
        if not fresh:
            continue
        outbox.put(
            channel="letter",
            kind=f"report.{duty.act}",
            address=duty.to,
            text=text,
            at=at,
            estate_id=assembly.estate_id,
        )
        journal.record(
            SENT,
            ref=f"assembly:{assembly.pk}",
            estate_id=assembly.estate_id,
            by=pseudonym,
            at=at,
            to=duty.to,
            what=duty.act,
            clause=duty.clause,
            days=duty.days,
            text=text,
        )
    assembly.state = AssemblyState.REPORTED
    assembly.save(update_fields=["state"])
    return assembly
