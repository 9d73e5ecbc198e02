"""Where an instance keeps what is not in its database: keys, files, logs."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


def instance_home() -> Path:
    """The folder of the running instance (`GONGZHI_HOME`, else `var/<instance>` of this checkout), made if missing."""
    instance = os.environ.get("GONGZHI_INSTANCE", "main")
    home = Path(os.environ.get("GONGZHI_HOME") or PROJECT / "var" / instance)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home
