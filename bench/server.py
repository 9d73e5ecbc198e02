"""The server of P1: granian as `gongzhi serve` runs it, with the bench's addresses."""

import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from gongzhi.config.cli.serve import THREADS, WORKERS

if __name__ == "__main__":
    Granian(
        "bench.wsgi:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=256,
        log_level=LogLevels.warning,
    ).serve()
