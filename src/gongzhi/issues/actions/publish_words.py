"""Write the words that the public reads of an issue, and show or hide its photographs."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.guarding import guard_public
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Issue, seal
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

PUBLISHED = journal.event("issues.issue.published", words=Fact.TEXT, photos=Fact.NUMBER)


@act
def publish_words(*, issue: Issue, words: str, photos: Iterable[int] = (), by: Person, at: datetime) -> Issue:
    """What everyone reads of the issue (B4.1): words without names, and those photographs (numbers) somebody looked at.

    A spot that names the reporter is sealed by it. Refuses everyone but community and street; wrong input: no words, a
    photograph of another issue.
    """
    issue = lock_issue(issue)
    access.require_office(by, issue.estate, at=at)
    shown = set(photos)
    if not words.strip():
        raise BadInput(_("请写一句给大家看的话。"), {"words": _("必填，不写人名、电话和门牌")})
    guard_public(issue, by, at, words=words)
    if shown - set(issue.files.values_list("pk", flat=True)):
        raise BadInput(_("有的照片不是这一件的。"), {"photos": _("请重选")})
    issue.public_words = words.strip()[:300]
    _seal_spot(issue, by, at)
    issue.save(update_fields=["public_words", "spot", "place"])
    issue.files.filter(pk__in=shown).update(public=True)
    issue.files.exclude(pk__in=shown).update(public=False)
    journal.record(
        PUBLISHED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        words=issue.public_words,
        photos=len(shown),
    )
    return issue


def _seal_spot(issue: Issue, by: Person, at: datetime) -> None:
    """The spot becomes public with the words: one that names the reporter joins the sealed place instead."""
    try:
        guard_public(issue, by, at, spot=issue.spot)
    except BadInput:
        whole = f"{issue.full_place()} {issue.spot}".strip()
        issue.place, issue.spot = seal(issue.estate_id, "issues_issue", "place", whole), ""
