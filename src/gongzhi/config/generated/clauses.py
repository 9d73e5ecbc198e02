"""Which clauses of the papers some test claims to carry out; the floor below which the number never falls."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gongzhi.config.home import PROJECT
from gongzhi_law import policies

FILE = "clauses.md"


def text() -> str:
    """How many clauses are claimed, then one row each."""
    claimed, known = claims(), policies.clauses()
    parts = ["# 条款与测试", "", f"{len(known)} 条中有 {len(claimed)} 条由测试认领；由测试的标记生成，请勿手改。", ""]
    parts += ["| 条款 | 内容 |", "|---|---|"]
    for clause in (clause for clause in known if clause in claimed):
        parts.append(f"| {clause} | {known[clause].text.replace('|', '｜')} |")
    return "\n".join(parts)


def claims() -> Counter[str]:
    """How many tests claim each clause, read from their source without running them."""
    files = [*(PROJECT / "src").glob("gongzhi*/**/tests/**/*.py"), *(PROJECT / "tests").glob("**/*.py")]
    return Counter(clause for path in sorted(files) for clause in _in_file(path))


def _in_file(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        marked = isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause"
        if marked and isinstance(node, ast.Call):
            yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def claimed_on_page(page: str) -> set[str]:
    """Ids that a committed page lists."""
    rows = (line.split("|")[1].strip() for line in page.splitlines() if line.startswith("|"))
    return {row for row in rows if row and row != "条款" and not row.startswith("-")}
