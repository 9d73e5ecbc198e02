"""`gongzhi backup FILE`: database and files in one archive; the keys are kept apart and stay here."""

import argparse
from pathlib import Path


def run(argv: list[str]) -> int:
    """Write the archive and print what is in it."""
    parser = argparse.ArgumentParser(prog="gongzhi backup")
    parser.add_argument("file", type=Path)
    options = parser.parse_args(argv)
    import psycopg

    from gongzhi.config import postgres
    from gongzhi.config.backup import BackupError, back_up
    from gongzhi.config.cli import ANSWERED, REFUSED, answer, say
    from gongzhi.config.home import instance_home

    try:
        urls = postgres.ensure()
        if not urls.owner:
            raise BackupError("缺少所有者的连接地址：请设置 GONGZHI_OWNER_DATABASE_URL。")
        manifest = back_up(options.file.absolute(), owner=urls.owner, home=instance_home())
    except (BackupError, postgres.ClusterError, psycopg.Error) as error:
        answer({"refused": [{"reason": str(error), "cite": ""}]})
        return REFUSED
    say(f"已写入 {options.file}。密钥不在其中：请另行保管 {instance_home() / 'keys'}。")
    files = manifest.pop("files")
    answer({**manifest, "file": str(options.file), "files": len(files)})
    return ANSWERED
