"""Drawings in the place of photographs: a wall with a stain, a mended one; nobody's home."""

import io
from functools import cache

from PIL import Image, ImageDraw

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SIZE = (480, 360)


@cache
def picture(*, mended: bool = False, shade: int = 0) -> bytes:
    """A JPEG of some tiles; `mended` without the stain, `shade` (0–40) makes another one."""
    image = Image.new("RGB", SIZE, (206 - shade, 204 - shade, 198))
    draw = ImageDraw.Draw(image)
    for y in range(0, SIZE[1], 60):
        draw.line((0, y, SIZE[0], y), fill=(176 - shade, 176, 172), width=2)
        for x in range((y // 60 % 2) * 60, SIZE[0], 120):
            draw.line((x, y, x, y + 60), fill=(176 - shade, 176, 172), width=2)
    if not mended:
        draw.ellipse((150, 90, 330, 330), fill=(150 - shade, 146 - shade, 128))
        draw.ellipse((190, 140, 300, 320), fill=(128 - shade, 122 - shade, 104))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


@cache
def receipt(number: int, fen: int) -> bytes:
    """A JPEG of an invented bill: a frame, lines, its number and sum; nobody's bill."""
    image = Image.new("RGB", (480, 300), (252, 250, 243))
    draw = ImageDraw.Draw(image)
    draw.rectangle((12, 12, 468, 288), outline=(150, 60, 50), width=2)
    for y in range(78, 230, 30):
        draw.line((30, y, 450, y), fill=(196, 186, 170), width=1)
    draw.text((36, 34), f"No. {number:06d}", fill=(150, 60, 50), font_size=22)
    draw.text((36, 246), f"CNY {fen // 100:,}.{fen % 100:02d}", fill=(40, 40, 40), font_size=22)
    draw.ellipse((350, 190, 430, 270), outline=(190, 60, 50), width=3)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
