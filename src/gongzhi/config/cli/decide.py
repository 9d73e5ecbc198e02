"""`gongzhi decide FILE|-`: judge a published count by the law of its day; needs no database."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from gongzhi.config.cli import answer, say
from gongzhi_law.decide_document import WRONG, reply
from gongzhi_law.decide_input import LIMIT_BYTES


def run(argv: list[str]) -> int:
    """0 answered (also null), 1 no law in force, 2 wrong input; one JSON document on stdout."""
    speak_utf8()
    if len(argv) != 1 or argv[0] in ("-h", "--help"):
        say("用法：gongzhi decide FILE|-")
        answer({"error": "须给出一个文件名，或者用 - 从标准输入读取"})
        return WRONG
    try:
        text = read_text(argv[0])
    except (OSError, ValueError) as error:
        answer({"error": f"读不到输入：{error}"})
        return WRONG
    result = reply(text)
    for warning in result.warnings:
        say(warning)
    answer(result.document)
    return result.code


def read_text(name: str) -> str:
    """The text, at most one byte over the limit so that the reader can refuse it."""
    if name == "-":
        raw = sys.stdin.buffer.read(LIMIT_BYTES + 1)
    else:
        with Path(name).open("rb") as file:
            raw = file.read(LIMIT_BYTES + 1)
    if len(raw) > LIMIT_BYTES:
        raise ValueError(f"超过 {LIMIT_BYTES} 字节")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("不是 UTF-8 文本") from None


def speak_utf8() -> None:
    """The document is UTF-8 whatever the terminal's locale; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
