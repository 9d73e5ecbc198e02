"""Record rules that were adopted before the system: the text, the old decision, and the numbers it settles."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.scans import is_scan
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.norms import access
from gongzhi.norms.actions.settle_change import one_at_a_time
from gongzhi.norms.actions.write_rules import Settled, check_kind, check_values, today_or_later, write_rules
from gongzhi.norms.models import AdoptedRules
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

TITLE, DECISION = 80, 120


@act
def record_rules(
    *,
    estate: Estate,
    kind: str,
    title: str,
    text: str,
    adopted_on: date,
    effective_on: date,
    old_decision: str,
    values: Sequence[Settled] = (),
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> AdoptedRules:
    """Records 议事规则, 管理规约 or 资金管理办法 adopted before the system (民法典第278条第1款); a second person confirms it.

    Refuses all but the committee and the community worker, and a value the law does not allow. Wrong input: no text, no
    number and date of the old decision, a day still to come, a sentence that is not in the text.
    """
    one_at_a_time()
    access.may_record(by, estate, at=at)
    wrong: dict[str, str] = {}
    if kind not in AdoptedRules.Kind.values:
        wrong["kind"] = _("请选择")
    wrong |= {
        name: _("请填写")
        for name, said in (("title", title), ("text", text), ("old_decision", old_decision))
        if not said.strip()
    }
    if len(title) > TITLE or len(old_decision) > DECISION:
        wrong["title" if len(title) > TITLE else "old_decision"] = _("太长了")
    if adopted_on > law_day(at):
        wrong["adopted_on"] = _("通过的日期不能在今天以后")
    if effective_on < adopted_on:
        wrong["effective_on"] = _("不能早于通过的日期")
    if content and not is_scan(content):
        wrong["file"] = _("要 PDF 或者照片，这个文件打开不是，请重新选")
    if wrong:
        raise BadInput(_("规则的出处还没有写全。"), wrong)
    check_kind(kind, values)
    settled = check_values(estate, text, values, on=today_or_later(effective_on, at))
    file = (
        store_file(
            estate_id=estate.pk,
            name=file_name,
            content=content,
            content_type=content_type,
            personal=False,
            at=at,
        )
        if content
        else None
    )
    return write_rules(
        estate=estate,
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        adopted_on=adopted_on,
        effective_on=effective_on,
        values=settled,
        office=access.office_in(by, estate, at=at),
        by=by,
        at=at,
        file=file,
        old_decision=old_decision.strip(),
    )
