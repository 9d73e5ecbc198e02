"""`gongzhi check-body FILE|-`: judge who sits in a body by law and paper; needs no database."""

from __future__ import annotations

from gongzhi.config.cli import answer, say
from gongzhi.config.cli.decide import read_text, speak_utf8
from gongzhi_law.check_body_document import reply
from gongzhi_law.decide_document import WRONG


def run(argv: list[str]) -> int:
    """0 answered (also null and false), 1 no law in force, 2 wrong input; one JSON document on stdout."""
    speak_utf8()
    if len(argv) != 1 or argv[0] in ("-h", "--help"):
        say("用法：gongzhi check-body FILE|-")
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
