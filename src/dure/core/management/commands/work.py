from __future__ import annotations

import argparse
import logging
import signal
import subprocess
import sys
import time

from django.core.management.base import BaseCommand

from dure.core.queue.engine.worker import Loop

RESTART_AFTER = 1.0


class Command(BaseCommand):
    help = "Do what waits in the background queue, until stopped (Ctrl+C or SIGTERM)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--queue", action="append", default=[], help="only this queue; may be repeated"
        )
        parser.add_argument(
            "--pause", type=float, default=0.5, help="seconds between two looks at an empty queue"
        )
        parser.add_argument(
            "--until-empty", action="store_true", help="stop when there is nothing left to do now"
        )
        parser.add_argument(
            "--processes", type=int, default=1, help="so many workers, each replaced when it dies"
        )

    def handle(
        self,
        *,
        queue: list[str],
        pause: float,
        until_empty: bool,
        processes: int,
        **options: object,
    ) -> None:
        _log_to_standard_error()
        if processes > 1:
            _keep_alive(processes, [f"--queue={name}" for name in queue] + [f"--pause={pause}"])
            return
        loop = Loop(queues=queue, pause=pause)
        if until_empty:
            self.stdout.write(f"{loop.run_until_empty()} jobs done.")
            return
        _stop_on_signal(loop)
        self.stderr.write(f"Worker {loop.name} waits for jobs.")
        loop.run()
        self.stderr.write(f"Worker {loop.name} has stopped.")


def _stop_on_signal(loop: Loop) -> None:
    """The first signal lets the running job finish; the second one does not wait for it."""

    def stop(number: int, _frame: object) -> None:
        loop.stop()
        signal.signal(number, signal.SIG_DFL)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _keep_alive(processes: int, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "django", "work", *arguments]
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: stopping.append(received))
    workers = [subprocess.Popen(command) for _ in range(processes)]  # noqa: S603 - our own command
    while not stopping:
        time.sleep(RESTART_AFTER)
        for place, worker in enumerate(workers):
            if worker.poll() is not None and not stopping:
                workers[place] = subprocess.Popen(command)  # noqa: S603
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.wait()


def _log_to_standard_error() -> None:
    logger = logging.getLogger("dure.queue")
    if not logger.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
