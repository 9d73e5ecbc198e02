"""Record the authority's written answer which share it applies, where two gave two outcomes."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.scans import is_scan
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.models import Entry
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.actions.publish_result import publish_result
from gongzhi.voting.actions.sign_result import state_of
from gongzhi.voting.actions.tell_electors import tell_electors
from gongzhi.voting.models import Assembly, Resolution, RuleAnswer
from gongzhi.voting.queries.results import open_by_rule, outcome, results_of
from gongzhi.voting.states import SETTLED_MOVES, AssemblyState, ResolutionState

SETTLED = journal.event(
    "voting.rule.settled",
    rule=Fact.WORD,
    document=Fact.HASH,
    issuer=Fact.TEXT,
    number=Fact.TEXT,
    text=Fact.TEXT,
)
COUNTED = (AssemblyState.PRELIMINARY, AssemblyState.FINAL)
WAITING = (ResolutionState.UNDECIDED, ResolutionState.NOT_IN_EFFECT)


@act
@official
def settle_rule(
    *,
    assembly: Assembly,
    rule: str,
    issuer: str,
    document_number: str,
    text: str,
    file_name: str,
    content: bytes,
    content_type: str,
    by: Person,
    at: datetime,
) -> RuleAnswer:
    """The outcome under `rule` becomes that of the vote, is published, and its owners are told (R15, 165号令第22条第2项).

    `rule` is one of those evaluated: participants (民法典第278条) or all. The ballots and both outcomes stay as counted.
    Refuses all but members of the convening body and the street, a vote that no rule leaves open, a second answer. Wrong
    input: no document, one that is no PDF or photograph, an empty field, a rule that was not evaluated.
    """
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=assembly.pk)
    access.may_settle(by, assembly, at=at)
    given = {"issuer": issuer, "document_number": document_number, "text": text}
    _check(assembly, rule, given, content)
    stored = store_file(
        estate_id=assembly.estate_id,
        name=file_name,
        content=content,
        content_type=content_type,
        personal=False,
        at=at,
    )
    pseudonym = keys.pseudonym(assembly.estate_id, by.pk)
    entry = journal.record(
        SETTLED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=pseudonym,
        at=at,
        basis=assembly.counted_entry_id,
        rule=rule,
        document=stored.sha256,
        issuer=issuer.strip(),
        number=document_number.strip(),
        text=text.strip(),
    )
    answer = RuleAnswer.objects.create(
        estate_id=assembly.estate_id,
        assembly=assembly,
        rule=rule,
        issuer=issuer.strip(),
        document_number=document_number.strip(),
        file_id=stored.pk,
        text=text.strip(),
        by=pseudonym,
        at=at,
        entry_id=entry.pk,
    )
    if assembly.state == AssemblyState.FINAL:
        _resolve(assembly, entry)
    publish_result(assembly, final=assembly.state == AssemblyState.FINAL, by=pseudonym, at=at)
    tell_electors(
        assembly,
        kind="rule.settled",
        text=_("【共治】“%(title)s”适用哪一种比例，%(issuer)s已书面答复（%(number)s）：%(rule)s。结果见公告。")
        % {
            "title": assembly.title,
            "issuer": answer.issuer,
            "number": answer.document_number,
            "rule": answer.get_rule_display(),
        },
        at=at,
    )
    return answer


def _check(assembly: Assembly, rule: str, given: dict[str, str], content: bytes) -> None:
    if RuleAnswer.objects.filter(estate_id=assembly.estate_id, assembly=assembly).exists():
        raise Refused(Reason(_("主管部门的答复已经登记过，一次表决只登记一份。"), remedy=_("看结果页")))
    waiting = [row for row in results_of(assembly) if open_by_rule(row)] if assembly.state in COUNTED else []
    if not waiting:
        raise Refused(
            Reason(
                _("这次表决没有因为比例不一致而不能判断的结果，不需要登记答复。"),
                "《民法典》第278条第2款",
                _("看结果页"),
            )
        )
    missing = {name: _("请填写") for name, value in given.items() if not value.strip()}
    if not content:
        missing["file"] = _("请附上书面答复")
    elif not is_scan(content):
        missing["file"] = _("文书要 PDF 或者照片，这个文件打开不是，请重新选")
    if rule not in {one["rule"] for row in waiting for one in row.finding["rules"]}:
        missing["rule"] = _("请选择")
    if missing:
        raise BadInput(_("登记答复，要写明哪个部门、文号和适用哪一种比例。"), missing)


def _resolve(assembly: Assembly, entry: Entry) -> None:
    """The signed resolutions that waited for the rule, and those whose condition one of them was."""
    found = {
        (r.motion_id, r.option_id): r for r in Resolution.objects.filter(motion__assembly=assembly, state__in=WAITING)
    }
    for row in outcome(results_of(assembly)):
        result = row["result"]
        resolution = found.get((result.motion_id, result.option_id))
        state = state_of(result.passed, row["in_effect"])
        if resolution is None or resolution.state == state:
            continue
        check_move(SETTLED_MOVES, ResolutionState(resolution.state), state)
        resolution.state, resolution.passed, resolution.in_effect = state, result.passed, row["in_effect"]
        resolution.entry_id = entry.pk
        resolution.save(update_fields=["state", "passed", "in_effect", "entry_id"])
