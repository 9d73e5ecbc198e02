"""`gongzhi demo`: make a demo instance, run its assembly through the acts, print the result or serve it."""

import argparse
import json
import os
import sys


def run(argv: list[str]) -> int:
    """Load what is missing, then serve until stopped (`--serve`) or print `RESULT {…}` as the last line."""
    parser = argparse.ArgumentParser(prog="gongzhi demo")
    parser.add_argument("--serve", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(argv)
    os.environ["GONGZHI_INSTANCE"] = "demo"
    os.environ["GONGZHI_ADDRESS"] = f"http://127.0.0.1:{options.port}"
    from gongzhi.config.cli import say, start_django
    from gongzhi.config.cli.migrate import migrate_apart
    from gongzhi.config.cli.serve import refuse_taken

    if options.serve and refuse_taken("127.0.0.1", options.port):
        return 1
    migrate_apart()
    start_django()
    from gongzhi.config.demo.load import load

    result = load(small=options.small, say=say)
    if not options.serve:
        print("RESULT " + json.dumps(result, ensure_ascii=False), flush=True)
        return 0
    from gongzhi.config.cli.serve import run as serve

    say(f"演示已就绪：http://127.0.0.1:{options.port}/demo/  （Ctrl-C 停止）")
    print(f"http://127.0.0.1:{options.port}/demo/", flush=True)
    sys.stdout.flush()
    return serve(["--all", "--port", str(options.port)])
