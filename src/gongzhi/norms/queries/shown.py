"""The law in use as its public page shows it: values in words, what is known how, articles with every anchor a link needs."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.web.figures import comparison_words, fen, fraction_words
from gongzhi_law import overlay
from gongzhi_law.citation import Cite
from gongzhi_law.jurisdiction import NATION, name_of
from gongzhi_law.parameter import value_of
from gongzhi_law.params import (
    NoLawInForce,
    Parameter,
    Row,
    Strength,
    Value,
    all_parameters,
    get,
    lookup,
    offered,
)
from gongzhi_law.voting import MATTER_NAMES

LARGEST = 100_000  # days or heads that anybody could mean
LARGEST_FEN = 10**12  # a sum in fen that an estate could mean
NAMES = {matter.value: words for matter, words in MATTER_NAMES.items()}


def topic_names() -> dict[str, str]:
    """The topics in the order of the page."""
    return {
        "voting": _("表决和门槛"),
        "assembly": _("召集、公告、介入"),
        "headcount": _("人数怎么数"),
        "clocks": _("从决定起算的期限"),
        "effect": _("决定的效力"),
        "bodies": _("组织、席位和权限"),
        "formation": _("组建"),
        "estates": _("小区的合并、分立和改造"),
        "meetings": _("会议"),
        "issues": _("居民问题的办理"),
        "fund": _("共有资金"),
        "seals": _("印章"),
    }


def strength_names() -> dict[Strength, tuple[str, str, str]]:
    """Each way in which a rule is known: its word, its badge, and what it may do."""
    return {
        Strength.STATUTE: (_("原文已核"), "done", _("看到了全文，可以据以拒绝")),
        Strength.BYLAW: (_("本小区规则"), "done", _("本小区业主通过，可以据以拒绝")),
        Strength.SECOND_HAND: (_("见于转引"), "due", _("没有看到全文，只见他处引用；有全文印证的才可以据以拒绝")),
        Strength.POLICY: (_("政策文件"), "line", _("产生办理的义务和期限，不阻断业主表决")),
        Strength.RECALLED: (_("凭记忆"), "line", _("没有看到原文，只作提示，从不阻断")),
        Strength.PROPOSED: (_("建议值"), "line", _("法律没有规定，由公告或者本小区规则确认后才用")),
    }


def badge_of(strength: Strength) -> dict[str, str]:
    """The word and badge of one strength."""
    word, kind, means = strength_names()[strength]
    return {"word": word, "kind": kind, "means": means}


def words_of(parameter: Parameter, value: Value) -> str:
    """A value in words: 三分之二以上（2/3）, 15 日, the name of a choice, the names of matters."""
    if isinstance(value, Fraction):
        words = (
            comparison_words(value, parameter.compare)
            if parameter.compare in ("at_least", "more_than")
            else fraction_words(value)
        )
        return _("%(words)s（%(share)s）") % {"words": words, "share": value}
    if isinstance(value, tuple):
        return "、".join(parameter.choice_names.get(v) or NAMES.get(v, v) for v in value)
    if isinstance(value, int):
        return _bounded(parameter, _in_unit(parameter.unit, value))
    return parameter.choice_names.get(value, value)


def _in_unit(unit: str, value: int) -> str:
    if unit == "fen":
        return fen(value)
    words = {
        "minutes": _("%(n)s 分钟"),
        "days": _("%(n)s 日"),
        "workdays": _("%(n)s 个工作日"),
        "months": _("%(n)s 个月"),
        "years": _("%(n)s 年"),
        "heads": _("%(n)s 人"),
        "times": _("%(n)s 次"),
    }
    return words[unit] % {"n": value}


def _bounded(parameter: Parameter, words: str) -> str:
    if parameter.compare == "at_least":
        return _("不少于 %(value)s") % {"value": words}
    if parameter.compare == "at_most":
        return _("不超过 %(value)s") % {"value": words}
    return words


@dataclass(frozen=True, slots=True)
class Shown:
    """One parameter as it applies on a day in a place; without a value where law is silent there."""

    parameter: Parameter
    value: str
    strength: Strength | None
    cite: Cite | None
    place: str
    blocks: bool
    note: str = ""


def in_force(parameter: Parameter, *, on: date, place: str) -> Shown:
    """What applies there and then: the rule, else the value offered, else silence."""
    try:
        found = lookup(parameter.name, on=on, place=place)
    except NoLawInForce:
        proposed = offered(parameter.name, on=on, place=place)
        if proposed is None:
            return Shown(parameter, "", None, None, "", False)
        found = proposed
    return Shown(
        parameter, words_of(parameter, found.value), found.strength, found.cite, name_of(found.place), found.blocks
    )


def places() -> list[tuple[str, str]]:
    """The places that have a row of their own, the nation first."""
    codes = {row.place for parameter in all_parameters() for row in parameter.rows}
    return [(NATION, _("全国")), *((code, name_of(code)) for code in sorted(codes - {NATION}))]


def sections(*, on: date, place: str, strength: str = "", query: str = "") -> list[dict[str, Any]]:
    """The parameters by topic as they apply; only those of one strength, or that hold the words, if any are named."""
    shown = [in_force(parameter, on=on, place=place) for parameter in all_parameters() if found_by(parameter, query)]
    kept = sorted((row for row in shown if not strength or row.strength == strength), key=lambda row: not row.value)
    names = topic_names()
    topics = [*names, *sorted({row.parameter.topic for row in kept} - set(names))]
    found = [
        {"topic": topic, "title": names.get(topic, topic), "rows": [r for r in kept if r.parameter.topic == topic]}
        for topic in topics
    ]
    return [section for section in found if section["rows"]]


@dataclass(slots=True)
class Article:
    """One place in one instrument, the words seen there, how they are known, and which parameters rest on it."""

    cite: Cite
    anchors: list[str]
    quotes: dict[str, Strength] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    strengths: dict[Strength, None] = field(default_factory=dict)


def articles() -> Mapping[str, tuple[Article, ...]]:
    """Every citation in use by instrument, each with the anchors that lead to it (its own, and wider ones once)."""
    return _articles(overlay.newest())


@lru_cache(maxsize=2)
def _articles(newest: int) -> Mapping[str, tuple[Article, ...]]:
    found: dict[Cite, Article] = {}
    for parameter in all_parameters():
        for row in parameter.rows:
            _note(found, parameter, row.cite, row.quote, row.source, row.strength)
            if row.corroborated_by is not None:
                also = row.corroborated_by
                _note(found, parameter, also.cite, also.quote, also.source, also.strength)
    taken = {article.cite.key for article in found.values()}
    by_instrument: dict[str, list[Article]] = {}
    for cite in sorted(found, key=_order):
        article = found[cite]
        for key in _wider(cite):
            if key not in taken:
                taken.add(key)
                article.anchors.append(key)
        by_instrument.setdefault(cite.instrument, []).append(article)
    return {name: tuple(by_instrument[name]) for name in sorted(by_instrument, key=_weight())}


def _weight() -> Callable[[str], tuple[bool, int, str]]:
    """Sorts instruments: those in force nationwide first, the most used of them on top, then local ones by name."""
    nationwide = Counter(r.cite.instrument for p in all_parameters() for r in p.rows if r.place == NATION)
    return lambda name: (name not in nationwide, -nationwide[name], name)


def _note(
    found: dict[Cite, Article], parameter: Parameter, cite: Cite, quote: str, source: str, strength: Strength
) -> None:
    article = found.setdefault(cite, Article(cite, [cite.key]))
    article.names[parameter.name] = parameter.meaning
    article.strengths[strength] = None
    if quote and not any(quote in longer for longer in article.quotes):
        for part in [q for q in article.quotes if q in quote]:
            del article.quotes[part]
        article.quotes[quote] = strength
    if source:
        article.sources[source] = None


def _wider(cite: Cite) -> Iterable[str]:
    """The anchors of the paragraph, the article and the instrument that the citation lies in."""
    yield Cite(cite.instrument, cite.article, cite.paragraph).key
    yield Cite(cite.instrument, cite.article).key
    yield Cite(cite.instrument).key


def _order(cite: Cite) -> tuple[Any, ...]:
    article = cite.article or ""
    number = "".join(sign for sign in article if sign.isdigit())
    return cite.instrument, int(number or 0), article, cite.paragraph or "", cite.item or ""


def history(name: str) -> list[dict[str, Any]]:
    """Every row of a parameter: the nation first, then by place, the newest on top."""
    parameter = get(name)
    rows = sorted(parameter.rows, key=lambda row: row.from_, reverse=True)
    rows.sort(key=lambda row: (row.place != NATION, row.place))
    return [_history(parameter, row) for row in rows]


def _history(parameter: Parameter, row: Row) -> dict[str, Any]:
    return {
        "row": row,
        "place": _("全国") if row.place == NATION else name_of(row.place),
        "value": words_of(parameter, row.value),
        "badge": badge_of(row.strength),
        "also": row.corroborated_by,
        "change": int(row.source.removeprefix("change:")) if row.source.startswith("change:") else None,
        "also_badge": badge_of(row.corroborated_by.strength) if row.corroborated_by else None,
    }


def override_names(parameter: Parameter) -> list[str]:
    """Who may depart from the nation's row, in words."""
    names = {
        "statute": _("地方性法规，看到原文的"),
        "second_hand": _("地方规定，见于转引的"),
        "policy": _("政策文件"),
        "local": _("当地规定"),
        "bylaw": _("本小区议事规则或者管理规约"),
    }
    return [names.get(word, word) for word in parameter.override]


def value_words(name: str, raw: Any) -> str:
    """A stored value of the parameter in words."""
    parameter = get(name)
    return words_of(parameter, value_of(parameter.unit, parameter.choices, raw))


def item_names(parameter: Parameter) -> dict[str, str]:
    """The items that a list of this parameter may hold, in words: what its rows name, and the matters of a vote."""
    held = {item for row in parameter.rows if isinstance(row.value, tuple) for item in row.value}
    known = {**{item: item for item in sorted(held)}, **parameter.choice_names}
    if held & set(NAMES):
        known |= NAMES
    return {item: str(words) for item, words in known.items()}


def found_by(parameter: Parameter, query: str) -> bool:
    """Whether what was searched for stands in the name, the meaning, a citation or the words of the parameter."""
    if not query:
        return True
    words = query.casefold()
    said = [parameter.name, parameter.meaning, parameter.note]
    said += [part for row in parameter.rows for part in (str(row.cite), row.quote, row.rule, name_of(row.place))]
    return any(words in text.casefold() for text in said)


def checked_value(parameter: Parameter, raw: Any) -> Value:
    """The value in its kind; ValueError for another kind, a share beyond the whole, a number below zero, an unknown item."""
    try:
        value = value_of(parameter.unit, parameter.choices, raw)
    except ZeroDivisionError as error:
        raise ValueError(str(raw)) from error
    if isinstance(value, tuple):
        sound = bool(value) and set(value) <= set(item_names(parameter))
    elif isinstance(value, Fraction):
        sound = 0 < value <= 1
    else:
        most = LARGEST_FEN if parameter.unit == "fen" else LARGEST
        sound = not isinstance(value, int) or 0 <= value <= most
    if not sound:
        raise ValueError(str(raw))
    return value
