"""End a body of passage: what it kept goes over item by item, then its seats end and nobody acts through it any more."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.end_body import end_body
from gongzhi.bodies.models import Body, Handover
from gongzhi.bodies.queries.handing_over import receiver_of
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import BodyState
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi_law import formation as law

HANDED = journal.event(
    "bodies.interim.handed_over",
    items=Fact.WORD,
    states=Fact.WORD,
    to=Fact.TEXT,
    witness=Fact.TEXT,
    on=Fact.DAY,
)
PASSAGE = (Body.Kind.INTERIM, Body.Kind.SELF_MANAGED, Body.Kind.PREPARATORY, Body.Kind.RENEWAL)
HANDED_OVER, NONE, WITHHELD = "handed", "none", "withheld"
STATES = (HANDED_OVER, NONE, WITHHELD)


class Item(TypedDict):
    """One thing on the list: its id in the rules, whether it was handed over, there was none, or it is withheld."""

    item: str
    state: str
    note: str


@act
@official
def conclude_interim(
    *,
    body: Body,
    items: Sequence[Item],
    witness: str,
    reason: str,
    on: date,
    to_words: str = "",
    by: Person,
    at: datetime,
) -> Handover:
    """Ends a 物管会 (自管组织, 筹备组, 换届小组) with the list of what went to whom; the street decides (A3.3, 北京59条).

    What is withheld does not stop the end: it is named and stays to be claimed. Refuses whoever may not record the body,
    a body of another kind or one that ended. Wrong input: an item of the list left out, something withheld without a
    note, no witness, no reason, nobody who receives.
    """
    body = Body.objects.select_for_update(of=("self",)).select_related("estate__community", "division").get(pk=body.pk)
    access.may_record(by, body, at=at)
    estate = body.estate
    if estate is None or body.kind not in PASSAGE or body.state != BodyState.STANDING:
        raise Refused(Reason(_("只有在任的临时组织这样终止。"), remedy=_("其他组织请走它自己的程序")))
    receiver = receiver_of(estate, instead_of=body)
    _check(estate.place, items, law_day(at), witness=witness, reason=reason, to=to_words.strip() or receiver)
    to = receiver.name if receiver is not None else to_words.strip()
    entry = journal.record(
        HANDED,
        **signed(body, by),
        at=at,
        items=[row["item"] for row in items],
        states=[row["state"] for row in items],
        to=to,
        witness=witness.strip(),
        on=on,
    )
    handover = Handover.objects.create(
        estate=estate,
        body=body,
        to_body=receiver,
        to_words=to[:120],
        items=[{"item": r["item"], "state": r["state"], "note": r["note"].strip()[:200]} for r in items],
        witness=witness.strip()[:120],
        on=on,
        entry=entry.pk,
        at=at,
    )
    ended = end_body(body=body, reason=reason, on=on, by=by, at=at)
    names = {ground.id: ground.words for ground in law.handover_items(law_day(at), estate.place)}
    publish_document(
        estate_id=estate.pk,
        kind="conclusion",
        mark=_("%(estate)s组终") % {"estate": estate.name},
        title=_("关于终止%(name)s的公告") % {"name": ended.name},
        template="passage",
        data={
            "addressee": _("%(estate)s全体业主") % {"estate": estate.name},
            "issuer": str(access.K(access.recorders(body.kind)[0]).label),
            "lead": [
                _("%(name)s自%(day)s终止：%(why)s。")
                % {"name": ended.name, "day": cndate(on), "why": reason.strip().rstrip("。")},
                _("移交给%(to)s，%(who)s见证。") % {"to": to, "who": witness.strip()},
            ],
            "heading": _("移交清单"),
            "terms": [{"label": names[r["item"]], "value": _said(r)} for r in items],
            "tail": [],
            "estate": estate.code,
        },
        ref=f"body:{body.pk}",
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
    )
    return handover


def state_names() -> dict[str, str]:
    """The words for what became of an item."""
    return {HANDED_OVER: _("已移交"), NONE: _("没有这一项"), WITHHELD: _("未移交")}


def _said(row: Item) -> str:
    words = state_names()[row["state"]]
    return f"{words}，{row['note'].strip()}" if row["note"].strip() else words


def _check(place: str, items: Sequence[Item], today: date, *, witness: str, reason: str, to: object) -> None:
    wanted = [ground.id for ground in law.handover_items(today, place)]
    wrong = {f: _("必填") for f, value in (("witness", witness), ("reason", reason)) if not value.strip()}
    if not to:
        wrong["to_words"] = _("请写明移交给谁")
    if sorted(row["item"] for row in items) != sorted(wanted):
        wrong["items"] = _("清单上的每一项都要写明，各写一次")
    for row in items:
        if row["state"] not in STATES:
            wrong[row["item"]] = _("请选择")
        elif row["state"] == WITHHELD and not row["note"].strip():
            wrong[row["item"]] = _("没有移交的要写明在谁手里")
    if wrong:
        raise BadInput(_("请逐项写明移交情况。"), wrong)
