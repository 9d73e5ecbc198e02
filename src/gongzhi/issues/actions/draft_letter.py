"""Draft a letter of the owners' body."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access, letter_access
from gongzhi.issues.actions.numbering import keep, lacking, next_in
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Force, Issue, Letter, LetterFile
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

DRAFTED = journal.event(
    "issues.letter.drafted",
    serial=Fact.NUMBER,
    body=Fact.NUMBER,
    addressee_kind=Fact.WORD,
    addressee=Fact.TEXT,
    title=Fact.TEXT,
    words=Fact.TEXT,
    files=Fact.HASH,
)
FILES = 10
Paper = tuple[str, bytes]


@act
def draft_letter(
    *,
    estate: Estate,
    addressee_kind: str,
    addressee: str = "",
    title: str,
    words: str,
    force: Force | None = None,
    issue: Issue | None = None,
    files: Iterable[Paper] = (),
    by: Person,
    at: datetime,
) -> Letter:
    """函件 of 业委会, 物管会 or 自管组织 to the firm, a department, the developer or another unit (L1.2).

    `force` is a registered one, which can then acknowledge and answer itself. The title is public with the number, so it
    names nobody. Refuses whoever may not write for such a body; wrong input: no title, words or addressee, a force or an
    issue of another place, files that are neither PDF nor photographs.
    """
    body = letter_access.require_writer(by, estate, addressee_kind, at=at)
    to = check_letter(estate, addressee_kind, addressee, title, words, force)
    if issue is not None and issue.estate_id != estate.pk:
        raise BadInput(_("不是本小区的报事。"), {"issue": _("请重选")})
    given = list(files)
    if len(given) > FILES:
        raise BadInput(_("附件最多 %(n)s 个。") % {"n": FILES}, {"files": _("太多")})
    kept = [(name, keep(estate, file_name=name, content=content, at=at)) for name, content in given]
    serial = next_in(Letter, estate)
    who = pseudonym(estate, by)
    entry = journal.record(
        DRAFTED,
        ref=f"letter:{serial}",
        estate_id=estate.pk,
        by=who,
        at=at,
        serial=serial,
        body=body.pk,
        addressee_kind=addressee_kind,
        addressee=to,
        title=title.strip(),
        words=words.strip(),
        files=[file.sha256 for _name, file in kept if file],
    )
    made: Letter = Letter.objects.create(
        estate=estate,
        issue=issue,
        body=body,
        serial=serial,
        addressee_kind=addressee_kind,
        addressee=to,
        force=force,
        title=title.strip()[:80],
        words=words.strip(),
        by=who,
        entry=entry.pk,
        at=at,
    )
    for name, file in kept:
        if file is not None:
            LetterFile.objects.get_or_create(
                estate=estate, letter=made, file_id=file.pk, defaults={"name": name[:120] or file.name, "at": at}
            )
    return made


def check_letter(
    estate: Estate, addressee_kind: str, addressee: str, title: str, words: str, force: Force | None
) -> str:
    """The addressee's name, of a registered force its own; wrong input named by field."""
    to = force.name if force is not None else addressee.strip()
    wrong = lacking(title=title, words=words, addressee=to)
    if addressee_kind not in Letter.Addressee.values:
        raise BadInput(_("请补好再存。"), {**wrong, "addressee_kind": _("请选发给谁")})
    fitting = {Letter.Addressee.DEPARTMENT: Force.Kind.DEPARTMENT, Letter.Addressee.UTILITY: Force.Kind.UTILITY}
    if force is not None:
        if not access.forces_over(estate).filter(pk=force.pk).exists():
            wrong["force"] = _("这里没有登记这个单位")
        elif fitting.get(Letter.Addressee(addressee_kind), force.kind) != force.kind:
            wrong["force"] = _("和收件单位的类别不一致")
        elif addressee_kind == Letter.Addressee.FIRM:
            wrong["force"] = _("发给物业的不用选单位")
    if wrong:
        raise BadInput(_("请补好再存。"), wrong)
    return to[:80]
