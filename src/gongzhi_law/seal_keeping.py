"""Who keeps a seal, what follows when it is lost, damaged or held back, when its uses are made public (L4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongzhi_law.bodies import BodyKind
from gongzhi_law.calendar import day_words
from gongzhi_law.meeting_rules import Adopted, law_of
from gongzhi_law.params import Answer, Strength
from gongzhi_law.seal_kinds import SEAL_NAMES, Part, SealKind, chosen, listed, part_of, seal_rule
from gongzhi_law.terms_handover import handover
from gongzhi_law.terms_step import Step

LOSSES = ("lost", "damaged", "held")
LOSS_NAMES = {"lost": "遗失或者被盗", "damaged": "损坏", "held": "被扣不还"}
_ENTRUSTED = {"street": BodyKind.STREET, "residents_committee": BodyKind.RESIDENTS_COMMITTEE}
_DAYS = {"announce": "loss_announce_days", "report": "loss_report_days", "recut": "recut_days"}
_SUSPEND = {"lost": "挂失", "damaged": "停用", "held": "挂失"}


@dataclass(frozen=True, slots=True)
class CustodyRule:
    """Who keeps a seal, and whom it may be given to for keeping (`entrust`; empty where no text names anybody)."""

    seal: SealKind
    keeper: str
    entrust: tuple[BodyKind, ...]
    cites: str
    strength: Strength
    sentence: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How often the uses of seals are made public, and for how many days at least (None where no text says)."""

    months: int
    days_min: int | None
    cites: str
    strength: Strength
    sentence: str


def custody_rule(seal: SealKind, on: date, place: str, *, adopted: Adopted | None = None) -> CustodyRule:
    """Who keeps the seal by the place's text, the guidance or the estate's rules; an unnamed keeper is 专人."""
    seal = SealKind(seal)
    own = f"{seal}_keeper"
    rule = seal_rule(own, on, place, adopted) if seal in (SealKind.COMMITTEE, SealKind.INTERIM) else None
    rule = rule or seal_rule("keeper", on, place, adopted)
    keeper = chosen(rule) if rule else "专人"
    parts = [part_of("keeper", f"由{keeper}保管", rule)] if rule else []
    given = None
    if seal in (SealKind.ASSEMBLY, SealKind.COMMITTEE):
        given = seal_rule(f"{seal}_entrust", on, place, adopted)
    if given is not None:
        words = f"可以委托{'或者'.join(listed(given))}保管" if given.items else "不能委托其他组织保管"
        parts.append(part_of("entrust", words + (f"，{given.note.rstrip('。')}" if given.note else ""), given))
    firm = next((part for part in parts if part.strength in (Strength.STATUTE, Strength.BYLAW)), None)
    told = "；".join(f"{part.words}（{part.cites}）" for part in parts) or f"由{keeper}保管"
    return CustodyRule(
        seal=seal,
        keeper=keeper,
        entrust=tuple(_ENTRUSTED[item] for item in given.items) if given else (),
        cites="、".join(dict.fromkeys(part.cites for part in parts)),
        strength=firm.strength if firm else parts[0].strength if parts else Strength.RECALLED,
        sentence=f"{SEAL_NAMES[seal]}：{told}。",
        parts=tuple(parts),
    )


def loss_steps(
    kind: str, on: date, place: str, *, seal: SealKind = SealKind.COMMITTEE, adopted: Adopted | None = None
) -> tuple[Step, ...]:
    """What follows from a seal `lost` | `damaged` | `held`, in order, counted from the day it was reported.

    Names: demand, urge (held only) | suspend | announce | report | recut | void. From `suspend` on no use is to be had.
    A step without a day (`due_on` None) starts with another. Refuses other kinds.
    """
    if kind not in LOSSES:
        raise ValueError(f"no such loss: {kind!r}")
    rule = seal_rule("loss_steps", on, place, adopted)
    steps = [_loss_step(name, kind, seal, rule, on, place, adopted) for name in rule.items] if rule else []
    return tuple(_claimed(on, place, adopted) + steps) if kind == "held" else tuple(steps)


def _loss_step(
    name: str, kind: str, seal: SealKind, rule: Answer, on: date, place: str, adopted: Adopted | None
) -> Step:
    days = seal_rule(_DAYS[name], on, place, adopted) if name in _DAYS else None
    by = on if name == "suspend" else on + timedelta(days=days.number) if days else None
    last = f"，至迟{day_words(by)}" if days and by else ""
    words, source = _words(name, kind, seal, on, place, adopted), days or rule
    return Step(name, by, source.cites, source.strength, f"{words}{last}。")


def _words(name: str, kind: str, seal: SealKind, on: date, place: str, adopted: Adopted | None) -> str:
    if name == "suspend":
        return f"{_SUSPEND[kind]}：{SEAL_NAMES[seal]}{LOSS_NAMES[kind]}，当日起用印申请一律不能办理"
    if name == "announce":
        return f"公告{SEAL_NAMES[seal]}{LOSS_NAMES[kind]}、停用，载明印文和停用日期"
    if name == "report":
        police = "，并向公安机关报案" if kind == "lost" else ""
        return f"向街道（乡镇）和居委会报备{police}"
    if name == "recut":
        cut = _cut(seal, on, place, adopted)
        proof = chosen(cut) if cut else "备案证明"
        source = f"（{cut.cites}）" if cut else ""
        return f"凭{proof}向公安机关申请重刻{source}，新章登记印模后启用"
    back = "旧章交回销毁" if kind == "damaged" else "旧章找回的也不再使用，交回销毁"
    return f"登记旧章作废并公告；{back}"


def _cut(seal: SealKind, on: date, place: str, adopted: Adopted | None) -> Answer | None:
    own = seal_rule("interim_cut_by", on, place, adopted) if seal is SealKind.INTERIM else None
    return own or seal_rule("cut_by", on, place, adopted)


def _claimed(on: date, place: str, adopted: Adopted | None) -> list[Step]:
    """Before the chain of a lost seal: the seal that somebody holds back is demanded, then the street urges."""
    rule = seal_rule("return_days", on, place, adopted)
    if rule is None:
        return []
    by = on + timedelta(days=rule.number)
    demand = f"书面催还，载明交还的日期：至迟{day_words(by)}。"
    urge = "期满不还的，请街道（乡镇）督促移交"
    police = law_of("bodies/handover_police", on, place, adopted)
    source = police or rule
    urge += f"，公安机关予以协助（{police.cites}）。" if police else "。"
    return [
        Step("demand", by, rule.cites, rule.strength, demand),
        Step("urge", None, source.cites, source.strength, urge),
    ]


def disclosure_months(on: date, place: str, *, adopted: Adopted | None = None) -> Disclosure | None:
    """How often the uses of seals are made public; None where neither a text nor the estate's rules say."""
    rule = seal_rule("disclosure_months", on, place, adopted)
    if rule is None:
        return None
    days = seal_rule("disclosure_days_min", on, place, adopted)
    least = f"，每次不少于{days.number}日" if days else ""
    said = f"每{rule.number}个月公开一次用印情况{least}（{rule.cites}）。"
    return Disclosure(rule.number, days.number if days else None, rule.cites, rule.strength, said)


def hand_over_days(body: BodyKind, event: str, event_on: date, *, on: date, place: str) -> tuple[Step, ...]:
    """To whom and by when the seals go over: the rules of every handover, and what becomes of a 物管会's own seal.

    `event` is one of `terms_handover.EVENTS`; empty where the place has no rule.
    """
    steps = handover(body, event=event, event_on=event_on, on=on, place=place)
    gone = body is BodyKind.INTERIM and event == "filed"
    rule = seal_rule("interim_returned", on, place) if gone else None
    if rule is None:
        return steps
    words = f"物管会解散后，物管会章交回{chosen(rule)}（{rule.cites}）。"
    return (*steps, Step("destroy", None, rule.cites, rule.strength, words))
