"""The tag library of all pages: filters for figures and days, and every component of the gallery."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, Form
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from gongzhi.web import dates, due, figures, measure, qr, refusal
from gongzhi.web.cites import cite_link, cite_links
from gongzhi.web.icons import ICONS
from gongzhi.web.phrases import phrases
from gongzhi.web.tables import table_view

register = template.Library()
Shown = dict[str, Any]

TIP_ICONS = {"": "info", "done": "done", "due": "clock", "urgent": "stop"}
BADGE_KINDS = ("", "done", "due", "urgent", "line")
STATES = ("done", "now", "next")


def _shown(formatter: Any) -> Any:
    """A filter that shows nothing for an absent value and never swallows a wrong one."""

    def show(value: Any) -> str:
        return "" if value is None or value == "" else formatter(value)

    return show


for name, formatter in {
    "area": figures.area,
    "area_figure": figures.area_figure,
    "fen": figures.fen,
    "thousands": figures.thousands,
    "heads": figures.heads,
    "percent": figures.percent,
    "fraction_pct": figures.fraction_pct,
    "fraction_words": figures.fraction_words,
    "masked": figures.masked,
    "short_hash": figures.short_hash,
    "cndate": dates.cndate,
    "cnday": dates.cnday,
    "cndatetime": dates.cndatetime,
    "cnmoment": dates.cnmoment,
    "weekday": dates.weekday,
    "machine": dates.machine,
    "phrases": phrases,
}.items():
    register.filter(name, _shown(formatter))


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Decorative icon; refuses a name that is not in the set."""
    body = ICONS[name]
    extra = f" {size}" if size else ""
    return format_html(
        '<svg class="gz-i{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>',
        extra,
        mark_safe(body),  # noqa: S308 - our own constant
    )


@register.simple_tag
def cite(source: Any) -> SafeString | str:
    """Dotted link to the text of an article, or to each of a list."""
    shown = []
    for link in cite_links(source):
        if link.url:
            shown.append(format_html('<a class="gz-cite" href="{}">{}</a>', link.url, link.text))
        else:
            shown.append(format_html('<span class="gz-cite">{}</span>', link.text))
    return mark_safe(" ".join(shown))  # noqa: S308 - each part is escaped above


@register.simple_tag
def badge(text: str, kind: str = "", icon: str = "") -> SafeString:
    """State in a word; colour never speaks alone."""
    if kind not in BADGE_KINDS:
        raise ValueError(kind)
    drawn = icon_or_nothing(icon or {"done": "check"}.get(kind, ""))
    return format_html('<span class="gz-badge{}">{}{}</span>', f" is-{kind}" if kind else "", drawn, text)


@register.simple_tag
def count(number: int) -> SafeString:
    """How many wait."""
    return format_html('<span class="gz-count">{}</span>', figures.thousands(number))


@register.simple_tag
def htmx() -> SafeString:
    """The local copy of htmx, for block `scripts`."""
    return format_html('<script src="{}" defer></script>', static("web/htmx.min.js"))


@register.simple_tag
def idempotency(key: str = "") -> SafeString:
    """Hidden key that makes a resend of the same form one act."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', key or uuid.uuid4())


@register.simple_tag
def submit(text: str, primary: bool = True, wide: bool = False, busy: str = "") -> SafeString:
    """A submit button; `busy` is what it says while the page is being sent."""
    return format_html(
        '<button class="btn {}{}"{}>{}</button>',
        "btn-primary" if primary else "btn-line",
        " gz-wide" if wide else "",
        format_html(' data-busy="{}"', busy) if busy else "",
        text,
    )


def icon_or_nothing(name: str) -> SafeString | str:
    """The icon, or nothing where no name is given."""
    return icon(name) if name else ""


@register.simple_block_tag
def sec(content: str, title: str, note: str = "", id: str = "") -> SafeString:
    """Section: a heading over one ink rule."""
    head = format_html('<div class="gz-sec-head"><h2>{}</h2><span class="gz-note">{}</span></div>', title, note)
    return format_html(
        '<section class="gz-sec"{}>{}{}</section>',
        format_html(' id="{}"', id) if id else "",
        head,
        content,
    )


@register.simple_block_tag
def panel(content: str) -> SafeString:
    """Wash block for what waits or summarises."""
    return format_html('<div class="gz-panel">{}</div>', content)


@register.simple_block_tag
def tipbox(content: str, kind: str = "") -> SafeString:
    """Notice with a body of its own."""
    return format_html(
        '<div class="gz-tip{}"{}>{}<div class="gz-grow">{}</div></div>',
        f" is-{kind}" if kind else "",
        mark_safe(' role="alert"' if kind == "urgent" else ""),  # noqa: S308 - constant
        icon(TIP_ICONS[kind]),
        content,
    )


@register.inclusion_tag("web/parts/tip.html")
def tip(text: str, kind: str = "", cite: Any = None, title: str = "", url: str = "", action: str = "") -> Shown:
    """Notice: what is, why (article), where to go."""
    return {
        "text": text,
        "kind": kind,
        "icon_name": TIP_ICONS[kind],
        "cites": cite_links(cite),
        "title": title,
        "url": url,
        "action": action,
    }


@register.inclusion_tag("web/parts/empty.html")
def empty(title: str, text: str = "", icon: str = "inbox", url: str = "", action: str = "") -> Shown:
    """Empty state that says what to do."""
    return {"title": title, "text": text, "icon_name": icon, "url": url, "action": action}


@register.inclusion_tag("web/parts/stations.html")
def stations(steps: Iterable[Any]) -> Shown:
    """Progress of a procedure as a line of stations with dates."""
    return {"steps": list(steps)}


@register.inclusion_tag("web/parts/trail.html")
def trail(items: Iterable[Any]) -> Shown:
    """What happened, one line an act."""
    return {"items": list(items)}


@register.inclusion_tag("web/parts/check_row.html")
def check_row(check: Any) -> Shown:
    """One check of a finding: both numbers, percent, mark, comparison, gap, article."""
    return {
        "check": check,
        "bar": measure.measure_check(check),
        "cites": cite_links([check.cite, getattr(check, "also", None)]),
    }


@register.inclusion_tag("web/parts/bar_line.html")
def bar(
    part: int | None,
    whole: int | None,
    unit: str = "heads",
    label: str = "",
    required: Any = None,
    passed: bool | None = None,
) -> Shown:
    """Figure line and bar, without a verdict."""
    return {"bar": measure.measure(part, whole, unit, label=label, required=required, passed=passed)}


@register.inclusion_tag("web/parts/kv.html")
def kv(rows: Iterable[Any], left: bool = False) -> Shown:
    """Names and values."""
    return {"rows": [_pair(row) for row in rows], "left": left}


def _pair(row: Any) -> Any:
    return row if isinstance(row, Mapping) else {"label": row[0], "value": row[1]}


@register.inclusion_tag("web/parts/duty.html")
def duty(item: Any, today: date | None = None) -> Shown:
    """One duty: what, who, why, one button."""
    line = due.duty_line(item, today) if today else due.DutyLine(item, "", "")
    return {"line": line, "duty": item}


@register.inclusion_tag("web/parts/duties.html")
def duties(items: Iterable[Any], today: date) -> Shown:
    """Duties by day."""
    return {"days": due.duty_days(items, today)}


@register.inclusion_tag("web/parts/first.html", takes_context=True)
def first(context: template.Context, item: Any) -> Shown:
    """先办这件: the one thing to do now."""
    return {"first": item, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("web/parts/post.html", takes_context=True)
def post(context: template.Context, url: str, text: str, kind: str = "line", key: str = "") -> Shown:
    """A form of one button."""
    return {"url": url, "text": text, "kind": kind, "key": key, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("web/parts/choices.html")
def choices(
    name: str,
    options: Iterable[Any],
    legend: str = "",
    hint: str = "",
    selected: Any = "",
    error: str = "",
    kind: str = "radio",
) -> Shown:
    """All options of one motion; nothing is preselected."""
    chosen = _chosen(selected)
    return {
        "name": name,
        "options": [{"o": o, "on": str(_read(o, "value")) in chosen} for o in options],
        "legend": legend,
        "hint": hint,
        "error": error,
        "kind": kind,
    }


@register.inclusion_tag("web/parts/choice.html")
def choice(name: str, option: Any, selected: Any = "", kind: str = "radio") -> Shown:
    """One option of a ballot, tappable as a whole."""
    return {"name": name, "o": option, "on": str(_read(option, "value")) in _chosen(selected), "kind": kind}


def _chosen(selected: Any) -> set[str]:
    if selected is None or selected == "":
        return set()
    return set(map(str, selected)) if isinstance(selected, list | tuple | set) else {str(selected)}


def _read(source: Any, name: str) -> Any:
    return source.get(name) if isinstance(source, Mapping) else getattr(source, name, None)


@register.inclusion_tag("web/parts/said.html")
def said(items: Iterable[Any]) -> Shown:
    """The choices again, in large type, before they are sent."""
    return {"items": list(items)}


@register.inclusion_tag("web/parts/receipt.html")
def receipt(code: str, url: str, note: str = "") -> Shown:
    """Short code and its QR."""
    return {"code": code, "qr": qr.qr_code(url), "note": note}


@register.inclusion_tag("web/parts/qr.html", name="qr")
def qr_tag(url: str, small: bool = False, label: str = "") -> Shown:
    """QR code of an address."""
    return {"qr": qr.qr_code(url), "small": small, "label": label}


@register.inclusion_tag("web/parts/pair.html")
def pair(left: Mapping[str, Any], right: Mapping[str, Any]) -> Shown:
    """Two counts side by side; the one the law counts is framed."""
    sides = [{**side, "rows": [_pair(row) for row in side["rows"]]} for side in (left, right)]
    return {"sides": sides}


@register.inclusion_tag("web/parts/motions.html")
def motions(items: Iterable[Any]) -> Shown:
    """Motions to switch between."""
    return {"items": list(items)}


@register.inclusion_tag("web/parts/stats.html")
def stats(items: Iterable[Any]) -> Shown:
    """A row of figures, each opening its list."""
    return {"items": list(items)}


@register.inclusion_tag("web/parts/table.html")
def table(source: Mapping[str, Any]) -> Shown:
    """A table from data; one card a row on phones."""
    return {"table": table_view(source)}


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField) -> Shown:
    """Label, input, error and help of one field."""
    return {"field": bound, "widget": getattr(bound.field.widget, "input_type", "")}


@register.inclusion_tag("web/parts/fields.html")
def fields(form: Form) -> Shown:
    """All fields of a form; those of `when_asked` once the act has asked for them or they were ticked."""
    hidden = [name for name in getattr(form, "when_asked", ()) if not form[name].errors and not form[name].value()]
    return {"form": form, "shown": [bound for bound in form.visible_fields() if bound.name not in hidden]}


@register.inclusion_tag("web/parts/errors.html")
def errors(form: Form) -> Shown:
    """Summary of what to mend, above the form."""
    wrong = [bound for bound in form if bound.errors] if form.is_bound else []
    return {"form": form, "wrong": wrong, "other": form.non_field_errors() if form.is_bound else []}


@register.inclusion_tag("web/parts/pager.html")
def pager(page: Page[Any], query: str = "") -> Shown:
    """Where in a long list one is."""
    return {"page": page, "query": f"{query}&" if query else ""}


@register.inclusion_tag("web/parts/linkrow.html")
def linkrow(text: str, url: str, note: str = "", icon: str = "") -> Shown:
    """One tappable line."""
    return {"text": text, "url": url, "note": note, "icon_name": icon}


@register.inclusion_tag("web/parts/steps.html")
def steps(now: int, total: int, of: str = "items") -> Shown:
    """第 n 项，共 m 项; with `of="steps"` 第 n 步，共 m 步."""
    return {"of": of, "now": now, "total": total, "marks": [n <= now for n in range(1, total + 1)]}


@register.inclusion_tag("web/parts/refusal.html", name="refusal")
def refusal_tag(refused: Any, kept: str = "") -> Shown:
    """A refusal inside a page: what is missing, the article, where to mend it, what was kept."""
    return {"refusal": refusal.refusal_view(refused), "kept": kept}


@register.filter
def refusal_view(refused: Any) -> refusal.RefusalView:
    """Heading and reasons of a refusal, for page templates."""
    return refusal.refusal_view(refused)


@register.filter
def cite_url(source: Any) -> str:
    """Address of the text of a citation, empty where the law page has none."""
    link = cite_link(source)
    return link.url if link else ""
