"""Owners as rows: sealed fields and the blind indexes by which they are found."""

from gongzhi.kernel import keys
from gongzhi.kernel.errors import BadInput
from gongzhi.people.queries import phone_index
from gongzhi.register.models import Owner
from gongzhi.register.roster.documents import document_key, is_masked


def document_index(document: str) -> bytes | None:
    """The index of a document number, compared without case; None without one or with stars in it."""
    if not document or is_masked(document):
        return None
    return keys.blind_index("document", document_key(document))


def number_index(number: str) -> bytes | None:
    """The index of a phone number.

    None for what cannot be one (it is kept and shown, but receives no code).
    """
    try:
        return phone_index(number) if number else None
    except BadInput:
        return None


def sealed(estate_id: int, field: str, text: str) -> bytes:
    """One personal field of an owner under the estate's key."""
    return keys.seal(f"estate:{estate_id}", f"register_owner.{field}", text)


def owner_row(estate_id: int, *, kind: str, name: str, document: str, phone: str) -> Owner:
    """A new owner, not yet written."""
    owner = Owner(estate_id=estate_id, kind=kind, name=sealed(estate_id, "name", name))
    set_document(owner, document)
    set_phone(owner, phone)
    return owner


def set_document(owner: Owner, document: str) -> None:
    """Puts a document number into the row, not yet written."""
    owner.document = sealed(owner.estate_id, "document", document) if document else None
    owner.document_index = document_index(document)


def set_phone(owner: Owner, phone: str) -> None:
    """Puts a phone number into the row, not yet written."""
    owner.phone = sealed(owner.estate_id, "phone", phone) if phone else None
    owner.phone_index = number_index(phone)
