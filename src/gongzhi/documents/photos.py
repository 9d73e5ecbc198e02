"""Photographs as residents send them, made fit to keep: upright, small, and telling nothing but the picture."""

import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, UnidentifiedImageError
from pillow_heif import register_heif_opener

MEBI = 1024 * 1024
LIMIT = 25 * MEBI
SIDE = 2048
QUALITY = 85
# A baseline JPEG is decoded at an eighth or a quarter of its size; everything else stands in memory whole.
LARGEST = 120_000_000
LARGEST_WHOLE = 64_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
VIDEO = (b"qt  ", b"isom", b"iso2", b"mp41", b"mp42", b"3gp4", b"3gp5", b"M4V ")

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
Image.init()
Image.MAX_IMAGE_PIXELS = LARGEST


class UnreadablePhoto(ValueError):
    """The bytes are no photograph that can be kept; `text` says why, in words for whoever sent it."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG without any metadata, at most 2048 pixels on its longer side; `width` and `height` in pixels."""

    content: bytes
    content_type: str
    name: str
    width: int
    height: int


def photo(content: bytes, name: str) -> Photo:
    """The picture inside a JPEG, PNG, WebP, HEIC, HEIF or AVIF file of at most 25 MB, upright and in sRGB.

    EXIF, GPS, XMP, IPTC, comments, colour profiles and embedded previews are left behind; the same bytes always give
    the same bytes. Refuses with `UnreadablePhoto` what is empty, too large, cut off, animated or no photograph.
    """
    _refuse_other_things(content)
    try:
        image = _decoded(content)
        upright = _upright(image)
        plain = _flat(_in_srgb(upright))
        kept = io.BytesIO()
        # A new image: none of what Pillow remembers of the old one (a comment, a profile) can be written again.
        Image.frombytes("RGB", plain.size, plain.tobytes()).save(kept, "JPEG", quality=QUALITY, subsampling="4:2:0")
    except UnreadablePhoto:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadablePhoto(_too_many(LARGEST)) from None
    except Exception:
        # Decoders meet bytes made by strangers: whatever they trip over, the sender gets one sentence.
        raise UnreadablePhoto(
            _("这张照片打不开，可能没有传完整。请重新选一次，或者在手机上打开照片，截图后再传。")
        ) from None
    return Photo(kept.getvalue(), "image/jpeg", _jpeg_name(name), *plain.size)


def _refuse_other_things(content: bytes) -> None:
    if not content:
        raise UnreadablePhoto(_("这个文件是空的，没有收到照片。请重新选一次。"))
    if len(content) > LIMIT:
        size = -(-len(content) // MEBI)
        raise UnreadablePhoto(
            _("这张照片有 %(size)s MB，一张最多 %(limit)s MB。请在手机上选「中等大小」再传，或者截图后再传。")
            % {"size": size, "limit": LIMIT // MEBI}
        )
    if content.startswith(b"%PDF-"):
        raise UnreadablePhoto(_("这个文件里是 PDF，不是照片。请作为附件上传，或者改传照片。"))
    if content[4:8] == b"ftyp" and content[8:12] in VIDEO:
        raise UnreadablePhoto(_("这个文件是视频，这里只收照片。请从视频里截一张图再传。"))
    if content.startswith(b"GIF8"):
        raise UnreadablePhoto(_unknown())


def _decoded(content: bytes) -> Image.Image:
    """The first picture, decoded no larger than needed; what would fill the memory is refused before it is decoded."""
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError:
        raise UnreadablePhoto(_unknown()) from None
    jpeg = image.format in {"JPEG", "MPO"}
    if not jpeg and image.format != "HEIF" and getattr(image, "n_frames", 1) > 1:
        raise UnreadablePhoto(_("这是一张动图，这里只收照片。请截图后再传。"))
    progressive = "progressive" in image.info
    most = LARGEST if jpeg and not progressive else LARGEST_WHOLE
    if image.width * image.height > most:
        raise UnreadablePhoto(_too_many(most))
    # Each pass of a progressive JPEG costs the time of the whole picture; real ones have about ten.
    if jpeg and progressive and content.count(b"\xff\xda") > 64 + len(content) // 32768:
        raise UnreadablePhoto(_unknown())
    if jpeg:
        image.draft(None, (SIDE, SIDE))
    image.load()
    if image.width * image.height > most:
        raise UnreadablePhoto(_too_many(most))
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.mode not in {"RGB", "RGBA", "L", "LA", "CMYK"}:
        image = image.convert("RGBA" if "transparency" in image.info or image.mode.endswith(("A", "a")) else "RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=None)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera noted; a note that cannot be read turns nothing."""
    try:
        turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:
        turn = None
    if turn is None:
        return image
    profile = image.info.get("icc_profile")
    turned = image.transpose(turn)
    turned.info["icc_profile"] = profile
    return turned


def _in_srgb(image: Image.Image) -> Image.Image:
    """In the colours every screen assumes; a profile that cannot be read, or is of another kind of colour, is left."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return changed or image


def _flat(image: Image.Image) -> Image.Image:
    """Three channels; what was transparent lies on white."""
    if image.mode in {"RGBA", "LA"}:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return image.convert("RGB")


def _jpeg_name(name: str) -> str:
    """The file's own name without folders and invisible characters, ending in .jpg."""
    last = re.split(r"[/\\]", name)[-1]
    stem = PurePosixPath("".join(c for c in last if c.isprintable()).strip()).stem.strip(" .")
    return f"{(stem or '照片')[:100]}.jpg"


def _too_many(most: int) -> str:
    return _("这张照片的像素太多，超过了 %(most)s 万。请用普通模式重拍，或者截图后再传。") % {"most": most // 10_000}


def _unknown() -> str:
    return _("认不出这是照片。这里收 JPEG、PNG、WebP、HEIC 和 AVIF；别的格式请截图后再传。")
