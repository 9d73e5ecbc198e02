"""A citation as a dotted link to its text on the public law page."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from gongzhi_law.citation import Cite

LAW_PAGE = "/law/"
_WRITTEN = re.compile(
    r"《(?P<instrument>[^》]+)》(?:第(?P<article>\d+)条(?:之(?P<suffix>[一二三四五六七八九]))?)?"
    r"(?:第(?P<paragraph>\w+?)款)?(?:第(?P<item>\w+?)项)?"
)


@dataclass(frozen=True, slots=True)
class CiteLink:
    """Words of a citation and, where the law page has it, the address of its text."""

    text: str
    url: str


def cite_link(source: Any) -> CiteLink | None:
    """Link of a Cite, of anything that carries `.cite`, or of bare words (then without address)."""
    if source is None or source == "":
        return None
    inner = source.get("cite") if isinstance(source, dict) else getattr(source, "cite", None)
    if inner is not None and not isinstance(source, str):
        return cite_link(inner)
    if isinstance(source, str):
        source = written_cite(source) or source
    key = getattr(source, "key", "")
    return CiteLink(str(source), f"{LAW_PAGE}#{quote(str(key))}" if key else "")


def cite_links(source: Any) -> list[CiteLink]:
    """Links of one source or of a list of them."""
    sources = source if isinstance(source, list | tuple) else [source]
    return [link for link in map(cite_link, sources) if link]


def written_cite(text: str) -> Cite | None:
    """The citation that `《民法典》第278条第2款` stands for; None for words that are no such citation."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    article = found["article"]
    if article and found["suffix"]:
        article = f"{article}之{found['suffix']}"
    cite = Cite(found["instrument"], article, found["paragraph"], found["item"])
    return cite if str(cite) == text.strip() else None
