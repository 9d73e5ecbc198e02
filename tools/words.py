"""Collect every word shown to people into the English catalogue, and compile it: `python tools/words.py [--check]`.

Words come from Python and from templates; what is already translated is kept, what is gone is dropped.
With `--check` nothing is written; the exit code is 1 when the catalogue is out of date.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from gongzhi_law import fund, fund_repair, fund_watch, seals

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "gongzhi"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "now": None,  # gettext and gettext_lazy where a file needs both
    "later": None,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Names that the law's packages give and pages show by `gettext`, because gongzhi_law itself knows one language only.
LAW_NAMES = (
    fund.FUND_NAMES,
    fund.MODE_NAMES,
    fund.GROUND_NAMES,
    fund.MATTER_TITLES,
    fund.HOLDER_NAMES,
    fund_repair.PART_NAMES,
    fund_watch.WATCH_NAMES,
    seals.SEAL_NAMES,
    seals.USE_NAMES,
)
HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Language", "en"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
]
HEADER = "# English words of Gongzhi; the source language is Chinese."


def words_of(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Every message of one file, with its context."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = templatize(text, origin=str(path))
    for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        yield message, context
    if path.suffix == ".py":
        yield from within_fstrings(text)


def within_fstrings(text: str) -> Iterator[tuple[str, None]]:
    """The words asked for inside an f-string, which the extraction above takes for plain text."""
    inside = (
        node for whole in ast.walk(ast.parse(text)) if isinstance(whole, ast.JoinedStr) for node in ast.walk(whole)
    )
    for call in inside:
        match call:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(word)), *_]) if name in KEYWORDS:
                yield word, None


def sources() -> Iterator[Path]:
    """The files that speak to people: no tests, no migrations."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.glob("*/templates/**/*.html")]):
        if not {"tests", "migrations"} & set(path.parts):
            yield path


def collected() -> dict[tuple[str, str], tuple[str | tuple[str, ...], str | None]]:
    """All messages of the product, by first form and context."""
    found: dict[tuple[str, str], tuple[str | tuple[str, ...], str | None]] = {
        (name, ""): (name, None) for names in LAW_NAMES for name in names.values()
    }
    for path in sources():
        for message, context in words_of(path):
            first = message if isinstance(message, str) else message[0]
            if (first and (first, context or "") not in found) or not isinstance(message, str):
                found[first, context or ""] = (message, context)
    return found


def catalogue() -> Catalog:
    """The catalogue as it is kept."""
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def renewed() -> Catalog:
    """The catalogue with all words of today and no others."""
    kept = catalogue()
    fresh = Catalog(
        locale="en", domain="django", project="gongzhi", header_comment=HEADER, creation_date=None, fuzzy=False
    )
    fresh.mime_headers = HEADERS
    for (first, _), (message, context) in sorted(collected().items()):
        old = kept.get(first, context)
        flags = {"python-format"} if "%(" in first else set()
        fresh.add(message, _kept(old, message), flags=flags, context=context)
    return fresh


def _kept(old: Message | None, message: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if old is None or isinstance(old.string, str) != isinstance(message, str):
        return "" if isinstance(message, str) else ("", "")
    return old.string


def as_po(words: Catalog) -> bytes:
    """The catalogue as text, sorted, without line numbers."""
    out = io.BytesIO()
    write_po(out, words, width=10_000, no_location=True, omit_header=False, include_previous=False)
    idle = ("Project-Id", "Report-Msgid", "PO-Revision", "Last-Translator", "Language-Team", "POT-", "Generated-By")
    lines = [line for line in out.getvalue().decode().splitlines() if not line.startswith(tuple(f'"{i}' for i in idle))]
    return ("\n".join(lines).rstrip() + "\n").encode()


def compiled(po: bytes) -> bytes:
    """The written catalogue compiled, the same bytes for the same words."""
    words = read_po(io.BytesIO(po), locale="en")
    words.mime_headers = HEADERS
    words.creation_date = words.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, words)
    return out.getvalue()


def main(argv: list[str]) -> int:
    """Write both files, or compare them."""
    words = renewed()
    po = as_po(words)
    mo = compiled(po)
    stale = not PO.exists() or PO.read_bytes() != po or not MO.exists() or MO.read_bytes() != mo
    if "--check" in argv:
        if stale:
            print("src/gongzhi/locale is out of date: python tools/words.py", file=sys.stderr)
        return int(stale)
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po)
    MO.write_bytes(mo)
    bare = sum(1 for message in words if message.id and not any(forms_of(message)))
    print(f"{len(words)} messages, {bare} without English", file=sys.stderr)
    return 0


def forms_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
