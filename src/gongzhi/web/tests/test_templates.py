"""All templates of all rooms: words through gettext, no script or style inside, nothing from another host."""

import hashlib
import re
from pathlib import Path

import pytest

import gongzhi

ROOT = Path(gongzhi.__file__).parent
STATIC = ROOT / "web" / "static" / "web"
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
_SAID = [
    r"{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}",
    r"{#.*?#}",
    r"{%\s*(?:blocktrans|blocktranslate)\b.*?%}.*?{%\s*end(?:blocktrans|blocktranslate)\s*%}",
    r"{%\s*(?:trans|translate)\s+(?:\"[^\"]*\"|'[^']*').*?%}",
]
_CITED = r"""(?:(?<=cite )|(?<=cite=))(?:"[^"]*"|'[^']*')"""  # statutes are cited in Chinese
_CALLED = r"""_\((?:"[^"]*"|'[^']*')\)"""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_OWN_NAME = '<button class="gz-plain'  # the switch names each language in that language


def _without_words(tag: re.Match[str]) -> str:
    if re.match(r"{%\s*(?:el)?if\b", tag[0]):
        return ""  # what is compared is data, not words
    return re.sub(_CITED, "", re.sub(_CALLED, "", tag[0]))


def untranslated(source: str) -> list[str]:
    """Chinese words of a template that gettext would never see."""
    for pattern in _SAID:
        source = re.sub(pattern, "", source, flags=re.S)
    source = re.sub(r"{[%{].*?[%}]}", _without_words, source, flags=re.S)
    kept = [line for line in source.splitlines() if _OWN_NAME not in line]
    return _HAN.findall("\n".join(kept))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_goes_through_gettext(path):
    assert untranslated(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_script_style_or_foreign_address(path):
    source = path.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=", source), "style="
    assert not re.search(r"<style\b", source), "<style>"
    assert not re.search(r"<script(?![^>]*\ssrc=)", source), "inline script"
    assert not re.search(r"\son[a-z]+\s*=", source), "on… handler"
    assert not re.search(r"(?:src|href|action|content)\s*=\s*[\"'](?:https?:)?//", source), "foreign address"
    assert "javascript:" not in source


def test_the_rule_itself_sees_bare_words():
    assert untranslated("<p>未译</p>") == ["未译"]
    assert untranslated('<p title="甲">{% trans "已译" %}</p>') == ["甲"]
    assert untranslated('{% trans "已译" as w %}{% blocktrans with n=1 %}第 {{ n }} 项{% endblocktrans %}') == []


def test_templates_are_found():
    assert len(TEMPLATES) > 30


def test_files_from_elsewhere_are_what_they_were():
    listed = dict(reversed(line.split()) for line in (STATIC / "vendor.sha256").read_text().splitlines())
    assert sorted(listed) == ["bootstrap.min.css", "htmx.min.js"]
    for name, digest in listed.items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name


def test_our_own_files_ask_nobody_else():
    for path in [*STATIC.glob("*.css"), *STATIC.glob("*.js")]:
        source = path.read_text("utf-8")
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", source), path.name
