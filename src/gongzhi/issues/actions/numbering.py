"""The next number of a register of the estate, and one paper kept with it; part of the acts that keep such registers."""

from datetime import date, datetime
from typing import Any

from django.db import connection, models
from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.documents.models import StoredFile
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.states import check_move
from gongzhi.places.models import Estate

PDF = b"%PDF-"


def next_in(model: type[models.Model], estate: Estate) -> int:
    """The next `serial` of the estate in this table, under a lock until the act ends."""
    with connection.cursor() as cursor:
        key = f"{model._meta.db_table}:{estate.pk}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    last = model._default_manager.filter(estate=estate).aggregate(n=Max("serial"))["n"]
    return (last or 0) + 1


def keep(estate: Estate, *, file_name: str, content: bytes, at: datetime) -> StoredFile | None:
    """One paper of the estate, PDF or photograph (its metadata taken out), None without one; wrong input: anything else."""
    if not content:
        return None
    if not content.startswith(PDF):
        try:
            return store_photo(estate_id=estate.pk, name=file_name, content=content, personal=True, at=at)
        except BadInput as wrong:
            raise BadInput(_("附件要 PDF 或者照片。"), {"file": wrong.text}) from wrong
    name, kind = file_name or _("附件.pdf"), "application/pdf"
    return store_file(estate_id=estate.pk, name=name, content=content, content_type=kind, personal=True, at=at)


def must_keep(estate: Estate, *, file_name: str, content: bytes, words: str, at: datetime) -> StoredFile:
    """The paper without which nothing is written down; wrong input: none."""
    found = keep(estate, file_name=file_name, content=content, at=at)
    if found is None:
        raise BadInput(words, {"file": _("必须上传")})
    return found


def past(day: date | None, *, at: datetime) -> str:
    """What is wrong with a day on which something happened; empty where nothing is."""
    if day is None:
        return _("必填")
    return _("不能晚于今天") if day > law_day(at) else ""


def lacking(**given: str) -> dict[str, str]:
    """The fields without words, each with what to say beside it."""
    return {name: _("必填") for name, words in given.items() if not words.strip()}


def step(row: models.Model, moves: Any, to: Any, **values: Any) -> None:
    """Puts a row into another state with what belongs to it; refuses a move that its table does not hold."""
    now = type(to)(row.state)  # type: ignore[attr-defined]
    check_move(moves, now, to)
    row.state = to  # type: ignore[attr-defined]
    for name, given in values.items():
        setattr(row, name, given)
    row.save(update_fields=["state", *values])
