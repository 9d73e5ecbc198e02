"""Backup and restore of an instance: database and sealed files in one archive, never the keys."""

from gongzhi.config.backup.archive import BackupError, back_up
from gongzhi.config.backup.restore import restore

__all__ = ["BackupError", "back_up", "restore"]
