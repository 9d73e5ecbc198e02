"""The checks of `gongzhi doctor`, by what they ask: the database, or this machine."""
