"""Keep a superior's own table, to be filled with issues by one click."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.tables import Unreadable
from gongzhi.documents.tables.filling import marks_in
from gongzhi.issues import machine_access as access
from gongzhi.issues.models import Layout
from gongzhi.issues.queries.ledger import MARKS, WHOLE
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division

ADDED = journal.event("issues.layout.added", layout=Fact.NUMBER, sha256=Fact.HASH, name=Fact.TEXT, marks=Fact.NUMBER)


@act
@official
def add_layout(
    *,
    division: Division,
    name: str,
    file_name: str,
    content: bytes,
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Layout:
    """An .xlsx with {{marks}} such as {{编号}} in one row (L6.1); one of the same name takes the place of the former.

    Refuses everyone but community and street over the division; wrong input: no .xlsx, no mark of an issue, an unknown one.
    """
    access.require_over(by, division, *access.OFFICES, at=at)
    try:
        marks = marks_in(content)
    except Unreadable as error:
        raise BadInput(str(error), {"file": str(error)}) from error
    wrong = {}
    if not name.strip():
        wrong["name"] = _("请写明是哪张表")
    unknown = [mark for mark in marks if mark not in MARKS and mark not in WHOLE]
    if unknown:
        wrong["file"] = _("不认识这些标记：%(names)s") % {"names": "、".join(unknown[:10])}
    elif not set(marks) & set(MARKS):
        wrong["file"] = _("表里没有标记：在要重复的那一行写上 {{编号}}、{{事项}} 等")
    if wrong:
        raise BadInput(_("请改好表样再传。"), wrong)
    stored = store_file(
        division=division.code, name=file_name, content=content, content_type=content_type, personal=False, at=at
    )
    Layout.objects.filter(division=division, name=name.strip()[:60], ended_at__isnull=True).update(ended_at=at)
    made: Layout = Layout.objects.create(
        division=division,
        name=name.strip()[:60],
        file_id=stored.pk,
        made_at=at,
        by=keys.pseudonym(None, by.pk),
        entry=0,
    )
    entry = journal.record(
        ADDED,
        ref=f"division:{division.code}",
        office=division.code,
        by=made.by,
        at=at,
        layout=made.pk,
        sha256=stored.sha256,
        name=made.name,
        marks=len(marks),
    )
    made.entry = entry.pk
    made.save(update_fields=["entry"])
    return made
