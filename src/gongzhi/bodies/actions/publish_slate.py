"""Publish the list of candidates."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access
from gongzhi.bodies.actions.lock_slate import locked, open_for_names
from gongzhi.bodies.models import Slate
from gongzhi.bodies.queries.composition import report_of_slate
from gongzhi.bodies.queries.slates import STANDING, as_terms, public_until, publicity_rule, standing_on
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

PUBLISHED = journal.event(
    "bodies.slate.published",
    serial=Fact.NUMBER,
    candidates=Fact.NUMBER,
    document=Fact.NUMBER,
    until=Fact.DAY,
)


@act
@official
def publish_slate(*, slate: Slate, by: Person, at: datetime) -> Slate:
    """Publishes who stands, who recommended them and how vetting came out, as a document and on the public page; no numbers.

    Those who did not agree are left out; a candidate whom no office vetted is listed as such: silence never keeps an owner
    from standing (R3, R20). Refuses whoever does not keep the list, a list without candidates, and what breaks a statute or the
    estate's own rules; what a paper asks for only wants a written reason (A1.3).
    """
    slate = locked(slate)
    slate_access.may_keep_slate(by, slate.estate, at=at)
    open_for_names(slate)
    on = law_day(at)
    rows = standing_on(slate, on=on, states=STANDING)
    if not rows:
        raise Refused(Reason(_("名单上还没有同意参选的候选人。"), remedy=_("先推荐，并等本人同意")))
    wrong = report_of_slate(slate, on).blocking
    if wrong:
        raise Refused(*(Reason(f"{one.expected}；{one.actual}", one.cite, one.remedy) for one in wrong))
    pseudonym = keys.pseudonym(slate.estate_id, by.pk)
    slate.published_on = on
    until, rule = public_until(slate), publicity_rule(slate)
    document = publish_document(
        estate_id=slate.estate_id,
        kind="candidates",
        mark=_("%(estate)s候") % {"estate": slate.estate.name},
        title=_("%(title)s候选人名单公告") % {"title": slate.title},
        template="list",
        data={
            "addressee": _("%(estate)s全体业主") % {"estate": slate.estate.name},
            "issuer": slate_access.keeper_name(by, slate.estate, at=at),
            "lead": [
                _("%(title)s设委员 %(n)s 名。下列业主经推荐并由本人同意，参加选举。")
                % {"title": slate.title, "n": slate.set_size},
                _("公示到%(day)s为止（%(cite)s）。对名单有异议的业主，可以在公开页书面提出，每件都书面答复。")
                % {"day": cndate(until), "cite": rule.cites}
                if until and rule
                else _("对名单有异议的业主，可以在公开页书面提出，每件都书面答复。"),
            ],
            "heading": _("候选人（按推荐先后）"),
            "terms": as_terms(rows),
            "tail": [],
            "estate": slate.estate.code,
            "named": True,
        },
        ref=f"slate:{slate.pk}",
        by=pseudonym,
        at=at,
    )
    journal.record(
        PUBLISHED,
        ref=f"slate:{slate.pk}",
        estate_id=slate.estate_id,
        by=pseudonym,
        at=at,
        serial=slate.serial,
        candidates=len(rows),
        document=document.pk,
        until=until,
    )
    slate.document_id = document.pk
    slate.save(update_fields=["published_on", "document_id"])
    return slate
