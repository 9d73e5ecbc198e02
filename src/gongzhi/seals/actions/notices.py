"""Publish a notice about a seal under the name of its body; part of the acts that tell the owners."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL, Document
from gongzhi.kernel import keys
from gongzhi.people.models import Person
from gongzhi.seals.models import Seal


def publish_words(
    seal: Seal,
    *,
    title: str,
    paragraphs: Sequence[str],
    table: dict[str, Any] | None = None,
    kind: str = "seal",
    ref: str = "",
    by: Person,
    at: datetime,
) -> Document:
    """A numbered official document of the seal's body to all owners."""
    section: dict[str, Any] = {"paragraphs": list(paragraphs)}
    if table is not None:
        section["table"] = table
    return publish_document(
        estate_id=seal.estate.pk,
        kind=kind,
        mark=_("%(estate)s印") % {"estate": seal.estate.name},
        title=title[:120],
        template=OFFICIAL,
        data={
            "issuer": seal.body.name,
            "addressee": _("全体业主"),
            "estate": seal.estate.code,
            "sections": [section],
        },
        ref=ref or f"seal:{seal.pk}",
        by=keys.pseudonym(seal.estate.pk, by.pk),
        at=at,
    )
