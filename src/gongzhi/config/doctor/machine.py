"""Checks that ask this machine: key files, room and rights for files, fonts, outbox channels, settings."""

import os
import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn as fonts
from django.conf import settings
from django.utils.translation import gettext as _

from gongzhi.config.doctor.check import Check
from gongzhi.kernel import outbox

LEAST_ROOM = 200 << 20
KEY_LENGTH = 32


def checks(*, production: bool) -> list[Check]:
    """All of them; `production` judges the channels."""
    return [_key_files(), _storage(), _fonts(), _channels(production), _settings()]


def _key_files() -> Check:
    folder = Path(settings.HOME) / "keys"
    files = sorted(folder.glob("*.key")) if folder.is_dir() else []
    open_ = [path.name for path in [folder, *files] if path.exists() and path.stat().st_mode & 0o077]
    text = _("%(n)d 个密钥文件") % {"n": len(files)}
    if open_:
        text = _("别人可读：%(names)s") % {"names": "、".join(open_)}
    return Check("key_files", not open_, text, _("chmod -R go= %(folder)s") % {"folder": folder})


def _storage() -> Check:
    folder = Path(settings.FILES)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    room = shutil.disk_usage(folder).free
    writable = os.access(folder, os.W_OK | os.X_OK)
    text = _("%(folder)s 余 %(room)d MiB") % {"folder": folder, "room": room >> 20}
    return Check("storage", writable and room > LEAST_ROOM, text, _("腾出空间，或改正文件夹的权限。"))


def _fonts() -> Check:
    there = fonts.serif_path().is_file() and fonts.sans_path().is_file()
    return Check("fonts", there, _("思源宋体、思源黑体") if there else _("缺中文字体"), _("重新运行 make install。"))


def _channels(production: bool) -> Check:
    channels = dict(outbox._adapters)
    doubles = [name for name, adapter in channels.items() if adapter is outbox._local_double]
    text = _("通道：%(all)s；本机替身：%(doubles)s") % {
        "all": "、".join(channels),
        "doubles": "、".join(doubles) or _("无"),
    }
    return Check("channels", not (production and doubles), text, _("为正式实例接入真实的发送通道。"), blocks=False)


def _settings() -> Check:
    weak = [_("调试模式")] if settings.DEBUG else []
    weak += [_("签名密钥太短")] if len(settings.SECRET_KEY) < KEY_LENGTH else []
    weak += [_("接受任何主机名")] if "*" in settings.ALLOWED_HOSTS else []
    return Check("settings", not weak, "、".join(weak) or _("正常"), _("去掉这些设置再启动。"))
