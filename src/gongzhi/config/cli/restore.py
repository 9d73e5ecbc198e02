"""`gongzhi restore FILE`: an archive into this (empty) instance, and the journal's proof of what it lacks."""

import argparse
import json
from pathlib import Path
from typing import Any


def run(argv: list[str]) -> int:
    """Restore and print the proof; 1 when something is missing, changed, or locked to the keys here."""
    parser = argparse.ArgumentParser(prog="gongzhi restore")
    parser.add_argument("file", type=Path)
    parser.add_argument("--expect", type=Path, help='checkpoints: {"estate:1": {"size": 7, "root": "…"}}')
    options = parser.parse_args(argv)
    import psycopg

    from gongzhi.config import postgres
    from gongzhi.config.backup import BackupError, restore
    from gongzhi.config.cli import ANSWERED, REFUSED, WRONG, answer
    from gongzhi.config.home import instance_home

    try:
        expected = _checkpoints(options.expect)
    except (OSError, ValueError, TypeError, KeyError) as error:
        answer({"error": f"{options.expect} 不是检查点文件：{error}"})
        return WRONG
    try:
        urls = postgres.ensure()
        if not urls.owner:
            raise BackupError("缺少所有者的连接地址：请设置 GONGZHI_OWNER_DATABASE_URL。")
        proof = restore(options.file, owner=urls.owner, home=instance_home(), expected=expected)
    except (BackupError, postgres.ClusterError, psycopg.Error) as error:
        answer({"refused": [{"reason": str(error), "cite": ""}]})
        return REFUSED
    answer(proof)
    whole = proof["keys_fit"] and not (proof["missing"] or proof["faults"] or proof["files_missing"])
    return ANSWERED if whole else REFUSED


def _checkpoints(path: Path | None) -> dict[str, dict[str, Any]]:
    """Checkpoints from a file, or from the manifest printed by a later `gongzhi backup`."""
    if path is None:
        return {}
    said = json.loads(path.read_text())
    logs = said.get("journal", {}).get("logs") or said.get("logs") or said
    return {str(log): {"size": int(row["size"]), "root": str(row["root"])} for log, row in logs.items()}
