"""The law stays pure: no Django, no clock, no network, no float; it can be imported alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import gongzhi_law

ROOT = Path(gongzhi_law.__file__).parent
MODULES = sorted(ROOT.glob("*.py"))
FORBIDDEN = {"django", "gongzhi", "psycopg", "socket", "urllib", "http", "requests", "time", "random", "os"}
CLOCKS = {"today", "now", "utcnow"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_float_no_clock_no_world(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float | complex), node.lineno
        if isinstance(node, ast.Name):
            assert node.id not in {"float", "round"}, node.lineno
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCKS, node.lineno
        if isinstance(node, ast.Import):
            assert not {alias.name.split(".")[0] for alias in node.names} & FORBIDDEN, node.lineno
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in FORBIDDEN, node.lineno


def test_imports_alone():
    names = ", ".join(f"gongzhi_law.{path.stem}" for path in MODULES if path.stem != "__init__")
    code = f"import sys, {names}; print([m for m in ('django', 'gongzhi', 'psycopg') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT.parent)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
