"""Long titles break between phrases, not inside words."""

import re

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

_SEAM = re.compile("(?<=[，：；。？！、])(?=.)|\u200b")
_HAN = re.compile(r"[一-鿿]")


def phrases(title: str) -> SafeString:
    """Title as `gz-ph` spans, split after Chinese punctuation or at U+200B; other scripts stay whole."""
    title = str(title)
    parts = [part for part in _SEAM.split(title) if part] if _HAN.search(title) else [title]
    if len(parts) == 1:
        return format_html_join("", "{}", ((parts[0],),))
    return format_html_join("", '<span class="gz-ph">{}</span>', ((part,) for part in parts))
