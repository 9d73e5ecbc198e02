"""Letters on the desk: the register, one letter whole with its papers, and every act on it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.issues import access, letter_access
from gongzhi.issues.actions.acknowledge_letter import acknowledge_letter
from gongzhi.issues.actions.answer_letter import answer_letter
from gongzhi.issues.actions.ask_whistle import ask_whistle
from gongzhi.issues.actions.draft_letter import draft_letter
from gongzhi.issues.actions.edit_letter import edit_letter
from gongzhi.issues.actions.publish_letter import publish_letter
from gongzhi.issues.actions.record_answer import record_answer
from gongzhi.issues.actions.record_delivery import record_delivery
from gongzhi.issues.actions.send_letter import send_letter
from gongzhi.issues.actions.withdraw_letter import withdraw_letter
from gongzhi.issues.forms.letters import DeliveryForm, EditForm, LetterForm, PublishForm, ReplyForm, SendForm
from gongzhi.issues.forms.working import ReasonForm
from gongzhi.issues.models import Letter
from gongzhi.issues.queries.letters import (
    asked_of,
    document_of,
    due_words,
    letter_docx,
    letter_pdf,
    overdue,
    table_words,
)
from gongzhi.issues.states import LetterState
from gongzhi.issues.views.frame import issue_url
from gongzhi.issues.views.registers import columns, register_act, register_page, row_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door

S = LetterState
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def url(letter: Letter, page: str = "letter", *more: Any) -> str:
    """The address of a page of one letter."""
    return reverse(f"issues:{page}", args=[letter.estate.code, letter.serial, *more])


@door(letter_access.letters_of)
def letters(request: Entered, code: str) -> HttpResponse:
    """The letters that this person may read, the newest first."""
    estate: Estate = request.here
    at, person = request.at, request.person
    every = Letter.objects.filter(estate=estate).select_related("body", "force").order_by("-serial")
    rows = []
    for row in every:
        row.estate = estate
        if letter_access.reads(person, row, at=at):
            rows.append(row)
    words = {row.pk: table_words(row, at) for row in rows}
    table = {
        "label": _("函件"),
        "columns": columns(_("题目"), _("发给"), _("发出"), _("答复期限")),
        "rows": [
            {
                "cells": [
                    {
                        "text": f"{row.number} {row.title}".strip(),
                        "url": url(row),
                        "badge": words[row.pk][0],
                        "badge_kind": words[row.pk][1],
                    },
                    row.addressee,
                    cndate(law_day(row.sent_at)) if row.sent_at else "–",
                    cndate(row.due_on) if row.due_on else "–",
                ]
            }
            for row in rows
        ],
        "stack": True,
        "empty": {"title": _("没有函件"), "text": _("发给物业、部门、建设单位的函，编号、送达、答复都记在这里。")},
    }
    late = sum(overdue(row, on=law_day(at)) for row in rows)
    writes = letter_access.writes(person, estate, at=at)
    return register_page(
        request,
        estate,
        "letters",
        title=_("函件"),
        heading=_("%(n)s 封函逾期没有答复") % {"n": late} if late else _("函件"),
        sub=_("编号、送达凭证、限期答复；逾期没有答复，一键请社区吹哨。"),
        table=table,
        new=(_("写一封函"), reverse("issues:draft_letter", args=[code])) if writes else None,
    )


@door(letter_access.letters_of, "GET", "POST")
def draft(request: Entered, code: str) -> HttpResponse:
    """Writes a letter."""
    estate: Estate = request.here
    initial = {name: request.GET.get(name, "") for name in ("issue", "addressee_kind", "addressee", "title", "words")}
    form = LetterForm(request.POST or None, request.FILES or None, initial=initial, forces=access.forces_over(estate))

    def act(*, files: Any = (), **given: Any) -> Letter:
        papers = tuple((one.name or "", one.read()) for one in files)
        try:
            made: Letter = draft_letter(estate=estate, files=papers, **given)
        except BadInput as error:
            fields = {("files" if name == "file" else name): text for name, text in error.fields.items()}
            raise BadInput(error.text, fields) from error
        return made

    return register_act(
        request,
        form,
        act,
        estate,
        (_("函件"), reverse("issues:letters", args=[code])),
        _("写一封函"),
        _("存为草稿"),
        sub=_("存好以后再发出；发出时自动编号、排成公文，可以下载 PDF 和 Word。"),
        done=url,
    )


@door(letter_access.get_letter_for)
def letter(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """One letter whole, with its papers and what this person may do."""
    row: Letter = request.here
    at = request.at
    keeps = letter_access.keeps(request.person, row, at=at)
    addressee = letter_access.is_addressee(request.person, row, at=at)
    words, kind = table_words(row, at)
    papers = [(file.name, url(row, "letter_file", file.file_id)) for file in row.files.order_by("pk")]
    for label, number in ((_("签收凭证"), row.proof_file_id), (_("复函"), row.reply_file_id)):
        if number:
            papers.append((label, url(row, "letter_file", number)))
    if row.document_id:
        papers += [(_("函件 PDF"), url(row, "letter_pdf")), (_("函件 Word"), url(row, "letter_docx"))]
    posts = []
    if addressee and row.state == S.SENT:
        posts.append({"label": _("签收"), "url": url(row, "acknowledge_letter")})
    asked = asked_of(row)
    late = overdue(row, on=law_day(at))
    if keeps and late and asked is None:
        posts.append({"label": _("逾期未答，请社区吹哨"), "url": url(row, "ask_whistle")})
    links = [{"label": name, "url": to, "note": ""} for name, to in papers]
    if asked is not None:
        note = _("函件逾期未答")
        links.append({"label": _("请求吹哨 %(n)s") % {"n": asked.number}, "url": issue_url(asked), "note": note})
    if row.public:
        links.append({"label": _("公开页"), "url": url(row, "public_letter"), "note": ""})
    return row_page(
        request,
        row.estate,
        crumb=(_("函件"), reverse("issues:letters", args=[code])),
        heading=row.title,
        badge=(words, kind),
        acts=_acts(row, keeps, addressee),
        parts=[
            {"title": _("正文"), "text": row.words},
            {"title": _("答复"), "text": row.reply, "note": cndate(row.replied_on) if row.replied_on else ""},
            {"title": _("公开的正文"), "text": row.public_words},
            {"title": _("文件"), "links": links},
        ],
        facts=[
            (_("文号"), row.number),
            (_("发函"), row.body.name),
            (_("发给"), f"{row.addressee}（{row.get_addressee_kind_display()}）"),
            (_("发出"), cndate(law_day(row.sent_at)) if row.sent_at else ""),
            (_("送达"), _delivered(row)),
            (_("凭证"), row.proof),
            (_("答复期限"), cndate(row.due_on) if row.due_on else ""),
        ],
        sub=due_words(row),
        cite=row.due_cite,
        posts=posts,
    )


def _delivered(row: Letter) -> str:
    if row.received_on is None:
        return ""
    return " ".join(part for part in (cndate(row.received_on), str(row.get_way_display()), row.received_by) if part)


def _acts(row: Letter, keeps: bool, addressee: bool) -> list[tuple[str, str]]:
    state, found = S(row.state), []

    def offer(label: str, page: str) -> None:
        found.append((label, url(row, page)))

    if addressee and state in (S.SENT, S.RECEIVED, S.WHISTLED):
        offer(_("答复"), "answer_letter")
    if not keeps:
        return found
    if state == S.DRAFTED:
        offer(_("发出"), "send_letter")
        offer(_("改草稿"), "edit_letter")
    if state == S.SENT:
        offer(_("登记送达"), "letter_delivery")
    if state in (S.SENT, S.RECEIVED, S.WHISTLED):
        offer(_("登记答复"), "record_answer")
    if state not in (S.DRAFTED, S.WITHDRAWN):
        offer(_("公开"), "publish_letter")
    if state in (S.DRAFTED, S.SENT):
        offer(_("撤回"), "withdraw_letter")
    return found


def _act(request: Entered, form: Any, act: Callable[..., Any], heading: str, word: str, **more: Any) -> HttpResponse:
    row: Letter = request.here
    facts = [(_("发给"), row.addressee), (_("文号"), row.number or _("发出时编"))]
    return register_act(
        request,
        form,
        lambda **given: act(letter=row, **given),
        row.estate,
        (row.title, url(row)),
        heading,
        word,
        facts=facts,
        **more,
    )


@door(letter_access.get_letter_for, "GET", "POST")
def edit(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """Changes the draft."""
    row: Letter = request.here
    form = EditForm(request.POST or None, initial={"title": row.title, "words": row.words})
    return _act(request, form, edit_letter, _("改草稿"), _("存好"))


@door(letter_access.get_letter_for, "GET", "POST")
def send(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """Sends it with its number."""
    sub = _("发出后不能再改；文号和收发单位任何人扫码可见，正文不公开。")
    return _act(request, SendForm(request.POST or None), send_letter, _("发出这封函"), _("编号并发出"), sub=sub)


@door(letter_access.get_letter_for, "GET", "POST")
def delivery(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """Writes down how it arrived."""
    row: Letter = request.here
    initial = {"way": row.way, "received_on": law_day(request.at)}
    form = DeliveryForm(request.POST or None, request.FILES or None, initial=initial)
    return _act(request, form, record_delivery, _("登记送达"), _("登记"), sub=_("答复期限从送到那天重新算。"))


@door(letter_access.get_letter_for, "POST")
def acknowledge(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """The addressee signs for it."""
    key = request.POST.get("idempotency_key") or None
    acknowledge_letter(letter=request.here, by=request.person, at=request.at, idempotency_key=key)
    return redirect(url(request.here))


@door(letter_access.get_letter_for, "GET", "POST")
def answer(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """The addressee answers."""
    form = ReplyForm(request.POST or None, request.FILES or None, own=True)
    return _act(request, form, answer_letter, _("答复这封函"), _("答复"), cite=request.here.due_cite)


@door(letter_access.get_letter_for, "GET", "POST")
def reply(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """Writes down an answer on paper."""
    form = ReplyForm(
        request.POST or None, request.FILES or None, own=False, initial={"replied_on": law_day(request.at)}
    )
    return _act(request, form, record_answer, _("登记答复"), _("登记"))


@door(letter_access.get_letter_for, "GET", "POST")
def withdraw(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """Takes it back."""
    return _act(request, ReasonForm(request.POST or None), withdraw_letter, _("撤回这封函"), _("撤回"))


@door(letter_access.get_letter_for, "POST")
def whistle(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """Asks the community to whistle."""
    key = request.POST.get("idempotency_key") or None
    ask_whistle(letter=request.here, by=request.person, at=request.at, idempotency_key=key)
    return redirect(url(request.here))


@door(letter_access.get_letter_for, "GET", "POST")
def publish(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """Puts it on the public page, once somebody looked for personal data."""
    row: Letter = request.here
    initial = {"public_words": row.public_words or row.words, "public_reply": row.public_reply or row.reply}
    form = PublishForm(request.POST or None, initial=initial, answered=bool(row.reply))
    sub = _("看一遍，把人名、电话、门牌去掉再公开；有了答复可以再公开一次。")
    return _act(request, form, publish_letter, _("公开这封函"), _("公开"), sub=sub)


@door(letter_access.get_letter_for)
def pdf(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """The letter as it was sent."""
    return _paper(request.here, letter_pdf, "application/pdf", "pdf")


@door(letter_access.get_letter_for)
def docx(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """The same as a Word file."""
    return _paper(request.here, letter_docx, WORD, "docx")


def _paper(row: Letter, made: Callable[..., bytes], kind: str, ending: str) -> HttpResponse:
    document = document_of(row)
    if document is None:
        raise NotHere
    response = HttpResponse(made(row, document), content_type=kind)
    way = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(row.number)}.{ending}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@door(letter_access.get_letter_file_for)
def file(request: Entered, code: str, letter_serial: int, letter_file: int) -> HttpResponse:
    """An enclosure, a proof or the answer's paper."""
    stored = StoredFile.objects.get(pk=letter_file, estate_id=request.here.estate_id)
    content = file_content(stored)
    kind = next((kind for start, kind in SHOWN.items() if content.startswith(start)), "")
    response = HttpResponse(content, content_type=kind or "application/octet-stream")
    way = "inline" if kind else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(stored.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
