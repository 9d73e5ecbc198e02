"""Citations of law: instrument, article, paragraph, item."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


def _ordinal(article: str) -> str:
    """ "287之一" is written 第287条之一, "278" 第278条; a place in a paper ("附件1第七条") stays as it is."""
    if not article[:1].isdigit():
        return article
    number, found, suffix = article.partition("之")
    return f"第{number}条之{suffix}" if found else f"第{number}条"


@dataclass(frozen=True, slots=True, order=True)
class Cite:
    """One place in one instrument; `article` is a string because "287之一" exists."""

    instrument: str
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None

    def __str__(self) -> str:
        parts = [f"《{self.instrument}》"]
        if self.article:
            parts.append(_ordinal(self.article))
        if self.paragraph:
            parts.append(f"第{self.paragraph}款")
        if self.item:
            parts.append(f"第{self.item}项")
        return "".join(parts)

    @property
    def key(self) -> str:
        """A short ASCII anchor, the same for the same citation, for links into the public page of the law."""
        digest = hashlib.sha256(self.instrument.encode()).hexdigest()[:8]
        numbers = [part for part in (self.article, self.paragraph, self.item) if part]
        return "-".join(["law", digest, *(part.replace("之", "_") for part in numbers)]).translate(_ASCII)

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Cite:
        """From the mapping of a YAML row; refuses keys it does not know."""
        unknown = set(data) - {"instrument", "article", "paragraph", "item"}
        if unknown or "instrument" not in data:
            raise ValueError(f"not a citation: {data!r}")
        return cls(**{name: None if value is None else str(value) for name, value in data.items()})  # type: ignore[arg-type]


_ASCII = str.maketrans("一二三四五六七八九", "123456789")
