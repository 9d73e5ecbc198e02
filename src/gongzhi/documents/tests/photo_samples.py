"""Photographs as phones make them, with everything they tell beyond the picture."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin
from pillow_heif import from_pillow

SIZE = (400, 240)
SECRETS = (b"30.6571", b"PhoneMaker-K9", b"Zhang San", b"2026:06:01 03:14:15", b"GPSLatitude")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="30.6571"/></rdf:RDF></x:xmpmeta>'
)


def picture(mode: str = "RGB") -> Image.Image:
    """Grey, with a red corner at the top left."""
    image = Image.new("RGB", SIZE, (120, 120, 120))
    image.paste((220, 20, 20), (0, 0, 80, 80))
    return image.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """Who, where, when and with what, as a camera notes it."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "PhoneMaker-K9"
    notes[0x013B] = "Zhang San"
    notes[0x0132] = "2026:06:01 03:14:15"
    where = notes.get_ifd(0x8825)
    where[1], where[2] = "N", (30.0, 39.0, 25.56)
    where[29] = "30.6571"
    return notes.tobytes()


def saved(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """The picture in one format."""
    kept = io.BytesIO()
    if form == "HEIF":
        from_pillow(image or picture()).save(kept, **options)
    else:
        (image or picture()).save(kept, form, **options)
    return kept.getvalue()


def told(form: str, orientation: int = 1) -> bytes:
    """The picture with EXIF, GPS, XMP and the format's own notes."""
    if form == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", "Zhang San")
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        notes.add_text("Raw", "PhoneMaker-K9", zip=True)
        return saved("PNG", pnginfo=notes, exif=exif(orientation))
    more = {"comment": b"Zhang San"} if form == "JPEG" else {}
    return saved(form, exif=exif(orientation), xmp=XMP, quality=90, **more)


def profiled(space: str, form: str = "JPEG", mode: str = "RGB") -> bytes:
    """The picture with a colour profile: of a space that pictures have (sRGB), or of one that they have not (LAB)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()
    return saved(form, picture(mode), icc_profile=profile)


def swapped() -> bytes:
    """A picture in a space whose red and blue are changed over: only who reads the profile sees its red corner."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    table = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * profile[131], 12)}
    red, blue = table[b"rXYZ"] + 4, table[b"bXYZ"] + 4
    profile[red : red + 8], profile[blue : blue + 8] = profile[blue : blue + 8], profile[red : red + 8]
    channels = picture().split()
    return saved("PNG", Image.merge("RGB", channels[::-1]), icc_profile=bytes(profile))


def large() -> bytes:
    """A photograph of about 20 MB, full of detail."""
    return saved("JPEG", Image.effect_noise((4000, 3000), 120), quality=100)


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, in a hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that says it is so large."""
    content = saved("JPEG")
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def many_passes() -> bytes:
    """A progressive JPEG whose last pass is repeated thousands of times."""
    content = saved("JPEG", progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * 3000 + b"\xff\xd9"


def moving(form: str) -> bytes:
    """A picture that moves."""
    return saved(form, save_all=True, append_images=[picture("L").convert("RGB")], duration=100)
