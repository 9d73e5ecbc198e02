"""Reading documents and files; typesetting."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import segno
import typst
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from gongzhi.documents.models import OFFICIAL, Document, StoredFile, scope_of
from gongzhi.documents.sections import numbered
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.models import Instance

SHEETS = Path(__file__).resolve().parent / "sheets"


def path_of(scope: str, sha256: str) -> Path:
    """Where the sealed bytes of a file lie; `scope` as `StoredFile.scope` says it."""
    kind, _colon, name = scope.partition(":")
    return Path(settings.FILES) / (name if kind == "estate" else f"{kind}-{name}") / sha256[:2] / sha256


def file_content(stored: StoredFile) -> bytes:
    """The bytes of a stored file; fails loudly if they are not what was stored."""
    blob = path_of(stored.scope, stored.sha256).read_bytes()
    return AESGCM(keys.data_key(stored.scope)).decrypt(blob[:12], blob[12:], stored.sha256.encode())


def address_of(document: Document) -> str:
    """The public address of a document, as its QR code says it."""
    return f"{settings.PUBLIC_ADDRESS}/d/{document.pk}/"


def published(
    ref: str, estate_id: int | None = None, kind: str | None = None, *, division: str | None = None
) -> list[Document]:
    """The documents of one object of an estate (or of a division, by its code), newest first."""
    scope_of(estate_id, division)
    rows = Document.objects.filter(estate_id=estate_id, division_id=division, ref=ref).order_by("-id")
    return list(rows.filter(kind=kind) if kind else rows)


def given_of(document: Document, *, whole: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All that a document is set from, in any format: its data, number, title, day, public address and hash.

    `whole` is what a document says beyond what was published of it, for those who may read it.
    """
    found = {
        **document.data,
        **(whole or {}),
        "number": document.number,
        "title": document.title,
        "day": law_day(document.at).isoformat(),
        "address": address_of(document),
        "sha256": document.sha256,
        "simulated": Instance.objects.exclude(kind=Instance.Kind.PRODUCTION).exists(),
    }
    return body_of(found) if document.template == OFFICIAL else found


def body_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an official document with nothing missing: absent parts are empty, sections numbered.

    `signed_by` is whoever signs for the issuer; the issuer itself is not named twice.
    """
    parts = {key: str(given.get(key) or "") for key in ("issuer", "addressee", "closing", "signed_by")}
    if parts["signed_by"] == parts["issuer"]:
        parts["signed_by"] = ""
    return {**given, **parts, "sections": numbered(given.get("sections") or ())}


def typeset(document: Document, *, whole: Mapping[str, Any] | None = None) -> bytes:
    """The PDF of a published document: data reaches the typesetter as JSON, never as markup.

    `whole` is what a document says beyond what was published of it, for those who may read it.
    """
    code = io.BytesIO()
    segno.make(address_of(document), error="m").save(code, kind="svg", border=0, xmldecl=False)
    given = {**given_of(document, whole=whole), "qr": code.getvalue().decode()}
    return bytes(
        typst.compile(
            str(SHEETS / f"{document.template}.typ"),
            root=str(SHEETS),
            font_paths=[str(fonts.serif_path().parent)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
        )
    )


def word_of(document: Document, *, whole: Mapping[str, Any] | None = None) -> bytes:
    """The Word file of a published official document, with `whole` for those who may read what was not published."""
    from gongzhi.documents import word  # noqa: PLC0415  # few processes write Word files: loaded with the first

    return word.official({**given_of(document, whole=whole), "made_at": document.at})
