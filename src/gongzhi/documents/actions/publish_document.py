"""Publish a document: a number of its own, the data it is set from, the hash of that data in the journal."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import rfc8785
from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document, scope_of
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact

PUBLISHED = journal.event(
    "documents.document.published", kind=Fact.WORD, year=Fact.NUMBER, serial=Fact.NUMBER, sha256=Fact.HASH
)


@act
def publish_document(
    *,
    estate_id: int | None = None,
    division: str | None = None,
    kind: str,
    mark: str,
    title: str,
    template: str,
    data: Mapping[str, Any],
    ref: str,
    by: str,
    at: datetime,
) -> Document:
    """Numbers and publishes one document of an estate, e.g. 桂溪苑业表〔2026〕3号, or of a division (by its code).

    A document of a division is journaled in its log `office:<code>`. `mark` is the issuer's short name in the number,
    `by` a pseudonym. `data` must be JSON without names of owners. Refuses both scopes and neither.
    """
    scope = scope_of(estate_id, division)
    year = law_day(at).year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"doc:{scope}:{kind}:{year}"])
    same = Document.objects.filter(estate_id=estate_id, division_id=division, kind=kind, year=year)
    last = same.aggregate(n=Max("serial"))["n"] or 0
    body = rfc8785.dumps(dict(data))
    digest = hashlib.sha256(body).hexdigest()
    entry = journal.record(
        PUBLISHED,
        ref=ref,
        estate_id=estate_id,
        office=division or "platform",
        by=by,
        at=at,
        kind=kind,
        year=year,
        serial=last + 1,
        sha256=digest,
    )
    return Document.objects.create(
        estate_id=estate_id,
        division_id=division,
        kind=kind,
        year=year,
        serial=last + 1,
        number=_("%(mark)s〔%(year)s〕%(serial)s号") % {"mark": mark, "year": year, "serial": last + 1},
        title=title,
        ref=ref,
        template=template,
        data=dict(data),
        sha256=digest,
        entry_id=entry.pk,
        at=at,
    )
