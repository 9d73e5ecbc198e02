"""Certify the facts of a seconded cadre's service: a numbered document; what it says is for the person and the unit."""

from datetime import datetime
from typing import Any

import rfc8785
from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.service import certificate_content, certificate_ref
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import Document
from gongzhi.kernel import keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.people.models import Person


@act
@official
def certify_service(*, appointment: Appointment, by: Person, at: datetime) -> Document:
    """A certificate of service at the person's own request (B1.8): seat, days, facts noted and the own statements; no score.

    What is published under its number holds no name, only the fingerprint of the whole. Refuses everyone but community and
    street of the place, and a seat of nobody seconded.
    """
    appointment = Appointment.objects.select_related("estate__community", "body", "seat", "term").get(pk=appointment.pk)
    return issue_certificate(appointment=appointment, occasion=_("本人申请"), by=by, at=at)


def issue_certificate(*, appointment: Appointment, occasion: str, by: Person, at: datetime) -> Document:
    """The part that acts issuing a certificate share: who may, the whole kept sealed, its fingerprint published."""
    estate = appointment.estate
    if not appointment.seconded_from or estate is None:
        raise Refused(Reason(_("这个任职没有标记为下沉党员干部。"), remedy=_("任职登记时写明派出单位")))
    access.require_in(by, estate, None, *upkeep_access.UPKEEPERS, at=at)
    whole: dict[str, Any] = certificate_content(appointment, occasion=occasion, at=at)
    kept = store_file(
        estate_id=estate.pk,
        name=_("履职情况证明.json"),
        content=rfc8785.dumps(whole),
        content_type="application/json",
        personal=True,
        at=at,
    )
    return publish_document(
        estate_id=estate.pk,
        kind="service",
        mark=_("%(community)s履证") % {"community": estate.community.name},
        title=_("下沉党员干部任职履职情况证明"),
        template="service",
        data={
            "issuer": estate.community.name,
            "estate": estate.code,
            "lead": [
                _("这份证明只陈述事实，不打分。全文发给本人和凭函查询的派出单位，不在网上公开。"),
                _("核对：全文上的文号和内容指纹（SHA-256）与这一页一致，就是原件。"),
            ],
            "whole": kept.sha256,
        },
        ref=certificate_ref(appointment),
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
    )
