"""Take a ticket that another system sent by its webhook: new, or another word on one that came before."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.actions.noting_tickets import note_ticket
from gongzhi.issues.actions.opening import Told, open_issue
from gongzhi.issues.models import Hook, HookSeen, Issue, Report
from gongzhi.issues.queries import hook_wire as wire
from gongzhi.issues.queries.list_of_matters import known_matter
from gongzhi.issues.queries.tickets import known_tickets
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.writing import readable
from gongzhi.people.queries import normal_phone
from gongzhi.places.models import Building, Estate

FIELDS: Mapping[str, type] = {
    "ref": str,
    "estate": str,
    "words": str,
    "matter": str,
    "building": str,
    "spot": str,
    "place": str,
    "urgent": bool,
    "name": str,
    "phone": str,
    "hide": bool,
}
LONGEST = {"ref": 60, "estate": 40, "words": 4000, "matter": 40, "building": 30, "spot": 60, "place": 120}


@act
@official
def take_ticket(
    *, hook: Hook, body: bytes, nonce: str, stamp: str, signature: str, by: None = None, at: datetime
) -> Issue:
    """A signed ticket as an issue (A10.3); the same number again brings only what is new, as a note nobody else reads.

    Refuses a stale time, a wrong signature, a nonce seen before; wrong input: no JSON, an unknown field or estate.
    """
    hook = Hook.objects.select_for_update(of=("self",)).select_related("division").get(pk=hook.pk)
    sent = wire.stamp_of(stamp)
    if hook.stopped_at is not None:
        raise Refused(Reason(_("这个接口已经停用。"), remedy=_("向社区要新的接口")))
    if sent is None or not wire.fresh(sent, at):
        raise Refused(
            Reason(_("时间戳不对或者太旧：和本系统相差不能超过 5 分钟。"), remedy=_("校准时钟，重新签名再发"))
        )
    if not nonce or len(nonce) > wire.NONCE or not readable(nonce):
        raise BadInput(_("缺少 webhook-id，或者太长。"), {wire.ID: _("最多 64 个字符")})
    if not wire.signed_by(hook.signing_key(), nonce, sent, body, signature):
        raise Refused(Reason(_("签名不对。"), remedy=_("按 webhook-id.webhook-timestamp.正文 用密钥计算 HMAC-SHA256")))
    _seen, fresh = HookSeen.objects.get_or_create(hook=hook, nonce=nonce, defaults={"at": at})
    if not fresh:
        raise Refused(Reason(_("这条消息已经收过，没有再办一次。"), remedy=_("新消息请用新的 webhook-id")))
    given = _read(body)
    estate = access.estates_below(hook.division).filter(code=given["estate"]).first()
    if estate is None:
        raise BadInput(_("没有这个小区。"), {"estate": _("请填本区划内小区的代码")})
    source, who = hook.events[0], access.machine(access.HOOK, hook.pk)
    told = _told(given, estate, at)
    known = known_tickets([estate.pk], source, [given["ref"]]).get((estate.pk, given["ref"]))
    if known is not None:
        if not known.says(told.words):
            note_ticket(known.issue, told.words, by=who, at=at)
        return known.issue
    report = open_issue(
        estate=estate,
        source=source,
        source_ref=given["ref"],
        channel=Report.Channel.API,
        told=told,
        by=who,
        at=at,
    )
    found: Issue = report.issue
    return found


def _read(body: bytes) -> dict[str, Any]:
    """The fields of the body, none unknown, each of its kind; texts hold no control character."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise BadInput(_("正文不是一个 JSON 对象。"), {"body": _("请按接口说明的字段发送")})
    wrong = {str(name)[:40]: _("没有这个字段") for name in given.keys() - FIELDS.keys()}
    for name, kind in FIELDS.items():
        value = given.setdefault(name, kind())
        if not isinstance(value, kind) or (isinstance(value, str) and not readable(value)):
            wrong[name] = _("格式不对")
        elif isinstance(value, str):
            given[name] = value.strip()
            if len(given[name]) > LONGEST.get(name, 40):
                wrong[name] = _("太长")
    wrong |= {name: _("必填") for name in ("ref", "estate", "words") if name not in wrong and not given[name]}
    if wrong:
        raise BadInput(_("字段不对，什么都没有改动。"), wrong)
    return given


def _told(given: Mapping[str, Any], estate: Estate, at: datetime) -> Told:
    """What the ticket tells; a matter, building or number that is not known here stays in the words."""
    matter = known_matter(given["matter"], estate, on=law_day(at))
    building = Building.objects.filter(estate=estate, name=given["building"]).first() if given["building"] else None
    more = []
    if given["matter"] and matter is None:
        more.append(_("来源分类：%(word)s") % {"word": given["matter"]})
    place = " ".join(x for x in ("" if building else given["building"], given["place"]) if x)
    number = ""
    if given["phone"]:
        try:
            number = normal_phone(given["phone"])
        except BadInput:
            more.append(_("来源电话：%(word)s") % {"word": given["phone"]})
    return Told(
        words="\n".join([given["words"], *more]),
        matter=matter.id if matter else "",
        building=building,
        spot=given["spot"],
        place=place[:120],
        urgent=given["urgent"],
        name=given["name"],
        number=number,
        hide_from_parties=given["hide"],
    )
