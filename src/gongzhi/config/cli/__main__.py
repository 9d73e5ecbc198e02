"""`python -m gongzhi.config.cli`: the same as `gongzhi`."""

import sys

from gongzhi.config.cli import main

sys.exit(main())
