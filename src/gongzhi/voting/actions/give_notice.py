"""Give notice of an assembly: the one moment at which everything about it is fixed."""

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.norms.queries.changes import refresh
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register.actions.freeze_part import freeze_part
from gongzhi.register.models import Roll
from gongzhi.register.queries import frozen_roll
from gongzhi.voting import access, sealing
from gongzhi.voting.actions.tell_electors import tell_electors
from gongzhi.voting.models import Assembly, Delivery
from gongzhi.voting.queries.assemblies import motions_of, reports_of
from gongzhi.voting.queries.notice import Plan, obstacles, opinion_line, pinned
from gongzhi.voting.queries.rule_base import bylaws_for
from gongzhi.voting.queries.rules import CHOSEN, condition_words, needed, terms_of
from gongzhi.voting.queries.scope import addressee, basis_rows
from gongzhi.voting.states import ASSEMBLY_MOVES, AssemblyState
from gongzhi.web.dates import cndate, cndatetime
from gongzhi_law.assembly import online_channel
from gongzhi_law.params import get

LONGEST_WINDOW = 366
NOTICED = journal.event(
    "voting.notice.given",
    roll=Fact.NUMBER,
    roll_hash=Fact.HASH,
    notice=Fact.HASH,
    opens=Fact.INSTANT,
    closes=Fact.INSTANT,
    channel=Fact.WORD,
    change=Fact.WORD,
    conflict=Fact.WORD,
    disclosure=Fact.WORD,
    objection_days=Fact.NUMBER,
    warnings=Fact.NUMBER,
    law=Fact.WORD,
)


@act
@official
def give_notice(*, assembly: Assembly, plan: Plan, warnings_seen: bool = False, by: Person, at: datetime) -> Assembly:
    """Publishes the notice, fixes roll, motions, rules and versions of law, and sends every elector a personal link.

    Refuses, all reasons at once, while the roll is not frozen, the residents' committee is not told, the law's days are
    not kept (物业管理条例第14条) or our own channel is not allowed there; what only warns must have been seen. A vote of a
    part gets a roll of its own, drawn from the frozen one, and is refused what only all owners decide (R15).
    """
    if assembly.scope:  # the register stands still while the roll of the part is drawn from it; estates come first
        Estate.objects.select_for_update().get(pk=assembly.estate_id)
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=assembly.pk)
    refresh()  # the notice rests on what is confirmed now, whichever process said it
    access.may_convene(by, assembly.estate, at=at, assembly=assembly)
    _check_plan(plan)
    blocks, warns = obstacles(assembly, plan, at=at)
    if blocks:
        raise Refused(*blocks)
    check_move(ASSEMBLY_MOVES, AssemblyState(assembly.state), AssemblyState.NOTICED)
    if warns and not warnings_seen:
        raise BadInput(
            _("有 %(n)s 条提示，请看过后勾选“已经看过提示”再公告。") % {"n": len(warns)},
            {"warnings_seen": _("请勾选")},
        )
    roll = frozen_roll(assembly.estate)
    if roll is None:
        raise Refused(Reason(_("名册还没有冻结。")))
    pseudonym = keys.pseudonym(assembly.estate_id, by.pk)
    if assembly.scope:
        roll = freeze_part(roll, assembly.scope, by=pseudonym, at=at)
    assembly.roll = roll
    keys.data_key(sealing.key_scope(assembly.estate_id, assembly.pk))  # made now: no ballot waits for another's key
    law = pinned(assembly, plan, at=at)
    document = publish_document(
        estate_id=assembly.estate_id,
        kind="notice",
        mark=_("%(estate)s业大公") % {"estate": assembly.estate.name},
        title=_("关于召开%(title)s的公告") % {"title": assembly.title},
        template="notice",
        data=_text(assembly, plan, roll, warns, at),
        ref=f"assembly:{assembly.pk}",
        by=pseudonym,
        at=at,
    )
    for field in (
        "opens_at",
        "closes_at",
        "channel",
        "change_rule",
        "conflict_rule",
        "disclosure",
        "objection_days",
    ):
        setattr(assembly, field, getattr(plan, field))
    assembly.noticed_at, assembly.pinned = at, law
    assembly.notice_hash, assembly.notice_id = document.sha256, document.pk
    assembly.warnings = [{"text": w.text, "cite": w.cite} for w in warns]
    assembly.state = AssemblyState.NOTICED
    assembly.save()
    _deliver(assembly, pseudonym, at)
    journal.record(
        NOTICED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=pseudonym,
        at=at,
        roll=roll.pk,
        roll_hash=roll.hash,
        notice=document.sha256,
        opens=plan.opens_at,
        closes=plan.closes_at,
        channel=plan.channel,
        change=plan.change_rule,
        conflict=plan.conflict_rule,
        disclosure=plan.disclosure,
        objection_days=plan.objection_days,
        warnings=len(warns),
        law=[f"{name}:{row['version']}" for name, row in law.items()],
    )
    return assembly


def _check_plan(plan: Plan) -> None:
    wrong = {field: _("请选择") for field, name in CHOSEN.items() if getattr(plan, field) not in get(name).choices}
    if plan.channel != "own":
        wrong["channel"] = _("请选择表决方式；官方系统的结果目前不能在这里开通")
    if plan.closes_at <= plan.opens_at:
        wrong["closes_at"] = _("截止要在开始之后")
    if not 1 <= plan.objection_days <= LONGEST_WINDOW:
        wrong["objection_days"] = _("至少一天，最多 %(n)s 天") % {"n": LONGEST_WINDOW}
    if wrong:
        raise BadInput(_("公告的几项规则还没有定好。"), wrong)


def _text(assembly: Assembly, plan: Plan, roll: Roll, warns: list[Reason], at: datetime) -> dict[str, Any]:
    """The notice as data: what is printed, hashed and shown on every voting page; no name of an owner."""
    estate = assembly.estate
    lead = [
        assembly.purpose,
        _(
            "表决自%(a)s至%(b)s。名册已于%(day)s冻结：专有部分%(units)s个，面积%(area)s㎡，业主%(heads)s人，名册指纹%(hash)s。"
        )
        % {
            "a": cndatetime(plan.opens_at),
            "b": cndatetime(plan.closes_at),
            "day": cndate(roll.frozen_at or at),
            "units": roll.units,
            "area": f"{(roll.area or 0) // 100}.{(roll.area or 0) % 100:02d}",
            "heads": roll.heads,
            "hash": roll.hash[:16],
        },
    ]
    reports = [
        f"{r.get_to_display()}（{r.get_what_display()}）：{opinion_line(r, at=at)}" for r in reports_of(assembly)
    ]
    opinions = [f"{r.get_to_display()}：{r.opinion}" for r in reports_of(assembly) if r.opinion]
    channel = online_channel(estate.place, law_day(at)).text
    rows = [
        *terms_of(
            {field: getattr(plan, field) for field in CHOSEN},
            plan.objection_days,
            channel,
            silence=bylaws_for(assembly, at=at).get("voting/silent") == "counted",
        ),
        *basis_rows(assembly, motions_of(assembly), at=plan.closes_at),
        (_("报告与介入"), "".join(reports)),
    ]
    rows += [(_("意见全文"), "\n".join(opinions))] if opinions else []
    rows += [(_("提示"), " ".join(f"{w.text}（{w.cite}）" for w in warns))] if warns else []
    return {
        "addressee": addressee(assembly),
        "issuer": assembly.convener_name(),
        "lead": lead,
        "motions": [
            {
                "number": m.number,
                "title": m.title,
                "matter": m.get_matter_display(),
                "rule": needed(m, at=plan.closes_at, place=estate.place, scope=assembly.scope).whole,
                "text": m.text,
                "explanation": m.explanation,
                "options": [{"title": o.title, "terms": o.terms} for o in m.options.all()],
                "condition": condition_words(m),
            }
            for m in motions_of(assembly)
        ],
        "terms": [{"label": label, "value": value} for label, value in rows],
        "roll": {"hash": roll.hash, "units": roll.units, "heads": roll.heads, "heads_min": roll.heads_min},
        "assembly": f"{estate.code}/{assembly.serial}",
    }


def _deliver(assembly: Assembly, pseudonym: str, at: datetime) -> None:
    """One line of the delivery register for each elector: a message with its link, or the announcement alone."""
    entries = assembly.roll.entries.values_list("elector_id", flat=True) if assembly.roll else []
    tokens = {elector_id: secrets.token_urlsafe(16) for elector_id in entries}
    links = {e: f"{settings.PUBLIC_ADDRESS}/v/{token}/" for e, token in tokens.items()}
    opens, closes = assembly.span()
    text = _("【共治】%(estate)s业主大会表决：%(title)s，%(a)s至%(b)s。您家专用的表决链接：") % {
        "estate": assembly.estate.name,
        "title": assembly.title,
        "a": cndatetime(opens),
        "b": cndatetime(closes),
    }
    reached = tell_electors(assembly, kind="vote.link", text=text, at=at, ends=links)
    Delivery.objects.bulk_create(
        Delivery(
            estate_id=assembly.estate_id,
            assembly=assembly,
            elector_id=elector_id,
            way=Delivery.Way.SMS if message else Delivery.Way.ANNOUNCED,
            token_index=keys.blind_index("link", tokens[elector_id]) if message else None,
            message_id=message,
            at=at,
            by=pseudonym,
        )
        for elector_id, message in reached.items()
    )
