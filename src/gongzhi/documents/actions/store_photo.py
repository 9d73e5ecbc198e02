"""Keep a photograph: the picture and nothing of where, when and by which phone it was taken."""

from datetime import datetime

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.documents.photos import UnreadablePhoto, photo
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput


@act
def store_photo(
    *,
    estate_id: int | None = None,
    division: str | None = None,
    name: str,
    content: bytes,
    personal: bool,
    at: datetime,
) -> StoredFile:
    """Strips, turns and shrinks a photograph, then keeps it sealed under its estate's or division's (by code) key.

    The act that stores it journals its hash. Refuses what is no photograph, in one sentence under the field `photo`.
    """
    try:
        plain = photo(content, name)
    except UnreadablePhoto as wrong:
        raise BadInput(wrong.text, {"photo": wrong.text}) from wrong
    return store_file(
        estate_id=estate_id,
        division=division,
        name=plain.name,
        content=plain.content,
        content_type=plain.content_type,
        personal=personal,
        at=at,
    )
