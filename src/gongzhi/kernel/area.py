"""Area as a whole number of 0.01 m²; never a float."""

import re

from gongzhi.kernel.errors import BadInput

_AREA = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?\Z", re.ASCII)


def parse_area(text: str) -> int:
    """`"89.32"` -> 8932; refuses anything but digits with at most two decimals."""
    match = _AREA.match(text.strip().replace(",", ""))
    if not match:
        raise BadInput("面积须是最多两位小数的数字，例如 89.32")
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def plain_area(area: int) -> str:
    """8932 -> `"89.32"`, the form of files, the API and canonical bytes."""
    return f"{area // 100}.{area % 100:02d}"


def shown_area(area: int) -> str:
    """12791584 -> `"127,915.84㎡"`, the form for people."""
    return f"{area // 100:,}.{area % 100:02d}㎡"
