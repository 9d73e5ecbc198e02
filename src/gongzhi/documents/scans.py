"""Which uploads are a document to read: a PDF or a photograph, told by their first bytes, never by their name."""

STARTS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
HEIF = (b"heic", b"heix", b"mif1", b"avif")


def is_scan(content: bytes) -> bool:
    """Whether the bytes begin as a PDF, JPEG, PNG, WebP or the photographs phones make."""
    if content.startswith(STARTS):
        return True
    if content[:4] == b"RIFF":
        return content[8:12] == b"WEBP"
    return content[4:8] == b"ftyp" and content[8:12] in HEIF
