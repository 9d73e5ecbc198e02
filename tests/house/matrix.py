"""The matrix of permissions.yaml, read once for a process by libyaml's reader, in a thirtieth of Python's time."""

from pathlib import Path
from typing import Any

import yaml

from gongzhi_law.parameter import Loader

MATRIX: dict[str, Any] = yaml.load((Path(__file__).parent / "permissions.yaml").read_text("utf-8"), Loader)  # noqa: S506  (CSafeLoader)
