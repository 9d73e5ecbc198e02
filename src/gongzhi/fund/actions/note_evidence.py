"""Keep what proves an emergency: the stop notice, the report, the photographs (民法典281条2款, R16)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be, must_be_a_day, step
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

NOTED = journal.event("fund.repair.evidence_kept", repair=Fact.NUMBER, on=Fact.DAY, file=Fact.HASH, words=Fact.TEXT)
CITE = "《民法典》第281条第2款"


@act
@official
def note_evidence(
    *,
    project: RepairProject,
    on: date,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> RepairStep:
    """One paper or photograph; `words` say which evidence of the place's text it is.

    Refuses everyone but who plans repairs, a project that is no emergency or goes on already. Wrong input: no file.
    """
    project = hold(project)
    repair_access.require_planner(by, project.estate, at=at)
    must_be(project, [RepairState.PLANNED] if project.emergency else [], CITE)
    must_be_a_day(on, at=at)
    if not words.strip():
        raise BadInput(_("请写明这是什么证据。"), {"words": _("必填")})
    stored = keep_paper(project.estate, file_name=file_name, content=content, at=at)
    if stored is None:
        raise BadInput(_("请上传证据。"), {"file": _("请上传文件或者照片")})
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        NOTED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        on=on,
        file=stored.sha256,
        words=words.strip(),
    )
    return step(
        project, RepairStep.Kind.EVIDENCE, on=on, words=words, paper=stored, entry=entry.pk, by=pseudonym, at=at
    )
