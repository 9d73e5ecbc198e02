"""Hire a secretary, or buy a service for the governing of an estate."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.evidence import keep_evidence
from gongzhi.bodies.models import Engagement
from gongzhi.bodies.queries.engagements import Task, secretary_of
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import day_start, law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate
from gongzhi_law.powers import Power

ENGAGED = journal.event(
    "bodies.engagement.begun",
    kind=Fact.WORD,
    whom=Fact.WORD,
    provider=Fact.TEXT,
    purpose=Fact.TEXT,
    source=Fact.WORD,
    pay_fen=Fact.NUMBER,
    ground=Fact.TEXT,
    tasks=Fact.WORD,
    contract=Fact.HASH,
    from_on=Fact.DAY,
    until_on=Fact.DAY,
)
KIND = Engagement.Kind


@act
def engage(
    *,
    estate: Estate,
    kind: str,
    purpose: str,
    pay_source: str,
    pay_fen: int,
    basis: str,
    from_on: date,
    until_on: date,
    name: str = "",
    number: str = "",
    tasks: Sequence[str] = (),
    provider: str = "",
    basis_entry: int | None = None,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Engagement:
    """A 专职秘书 with limited tasks, or a service bought, for `[from_on, until_on)`, paid in fen from a named source (A8.3).

    It rests on a decision (`basis`); a secretary's capacity begins and ends with it. Refuses everyone but a member of a body
    that may sign contracts now, and a second engagement of the same secretary. Wrong input: no purpose, no basis, no source,
    an end before the beginning or already past, a secretary without number or tasks, a service without provider or contract.
    """
    Estate.objects.select_for_update().get(pk=estate.pk)
    acting = access.require_power(by, estate, Power.SIGN_CONTRACT, at=at)
    today = law_day(at)
    wrong = {f: _("必填") for f, value in (("purpose", purpose), ("basis", basis)) if not value.strip()}
    if kind not in KIND.values:
        wrong["kind"] = _("请选择")
    if pay_source not in Engagement.Source.values:
        wrong["pay_source"] = _("请选择")
    if pay_fen < 0:
        wrong["pay_fen"] = _("不能是负数")
    if until_on <= max(from_on, today):
        wrong["until_on"] = _("须晚于起始日，也晚于今天")
    if kind == KIND.SECRETARY:
        wrong |= _secretary(name, number, tasks)
    elif kind == KIND.SERVICE:
        wrong |= {f: _("必填") for f, given in (("provider", provider.strip()), ("file", content)) if not given}
    if wrong:
        raise BadInput(_("请写明聘请谁、做什么、钱从哪里来、凭哪个决定。"), wrong)
    hired = know_person(name=name.strip(), number=number, at=at) if kind == KIND.SECRETARY else None
    if hired is not None and secretary_of(estate, hired.pk, on=today) is not None:
        raise Refused(Reason(_("此人已是本小区的专职秘书。"), remedy=_("先结束原来的聘用，或者到期再续")))
    stored = keep_evidence(
        estate, file_name=file_name, content=content, content_type=content_type, personal=True, at=at
    )
    entry = journal.record(
        ENGAGED,
        ref=f"body:{acting.body.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=basis_entry,
        kind=kind,
        whom=keys.pseudonym(estate.pk, hired.pk) if hired else "",
        provider=provider.strip(),
        purpose=purpose.strip(),
        source=pay_source,
        pay_fen=pay_fen,
        ground=basis.strip(),
        tasks=list(tasks) if hired else [],
        contract=stored.sha256 if stored else None,
        from_on=from_on,
        until_on=until_on,
    )
    made = Engagement.objects.create(
        estate=estate,
        body=acting.body,
        kind=kind,
        person_id=hired.pk if hired else None,
        provider=provider.strip(),
        purpose=purpose.strip(),
        pay_source=pay_source,
        pay_fen=pay_fen,
        basis=basis.strip(),
        basis_entry=basis_entry,
        powers=list(tasks) if hired else [],
        file_id=stored.pk if stored else None,
        from_on=from_on,
        until_on=until_on,
        entry=entry.pk,
    )
    if hired is not None:
        Capacity.objects.create(
            person=hired,
            kind=Capacity.Kind.SECRETARY,
            estate=estate,
            from_at=at if from_on <= today else day_start(from_on),
            until_at=day_start(until_on),
            granted_entry=entry.pk,
        )
    return made


def _secretary(name: str, number: str, tasks: Sequence[str]) -> dict[str, str]:
    wrong = {f: _("必填") for f, value in (("name", name), ("number", number)) if not value.strip()}
    if not tasks or not set(tasks) <= set(Task.values):
        wrong["tasks"] = _("至少选一项，只能从列出的事项里选")
    return wrong
