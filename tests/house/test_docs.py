"""The pages for people name what is there: every act on the map, every name of the glossary in the code."""

import importlib
import re

import pytest

from gongzhi.config.home import PROJECT

MAP = (PROJECT / "docs" / "map.md").read_text("utf-8")
GLOSSARY = (PROJECT / "docs" / "glossary.md").read_text("utf-8")
FEATURE = (PROJECT / "docs" / "one-feature.md").read_text("utf-8")


def acts() -> set[str]:
    """Every file of an actions folder that holds a function of its own name, but for what is part of several acts."""
    files = (PROJECT / "src" / "gongzhi").glob("*/actions/*.py")
    found = {f.stem for f in files if re.search(rf"^def {f.stem}\(", f.read_text("utf-8"), re.MULTILINE)}
    locks = {"lock_draft", "lock_body", "lock_meeting", "lock_sitting", "lock_money", "lock_audit"}
    return found - locks - {"grant_seat_capacity", "keep_paper"}


def test_every_act_is_on_the_map() -> None:
    on_map = set(re.findall(r"`([a-z_]+)`", MAP))
    assert acts() - on_map == set()


def test_the_map_names_no_act_that_is_gone() -> None:
    rows = [line.split("|") for line in MAP.splitlines() if line.startswith("| ") and "`" in line]
    named = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row[4])}
    assert named - acts() == set()


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:places|register|people|voting|documents|kernel)\.[A-Z]\w+)`", GLOSSARY)
)
def test_the_glossary_names_what_is_there(name: str) -> None:
    room, model = name.split(".")
    assert hasattr(importlib.import_module(f"gongzhi.{room}.models"), model)


def test_the_feature_leads_to_files_that_are_there() -> None:
    named = re.findall(r"`((?:src|docs|tests)/[\w./-]+)`", FEATURE)
    assert named
    assert [path for path in named if not (PROJECT / path).exists()] == []
