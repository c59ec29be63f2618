from __future__ import annotations

import argparse
import logging
import signal

from django.core.management.base import BaseCommand

from dure.core.queue.engine.worker import Loop


class Command(BaseCommand):
    help = (
        "Do what waits in the background queue, until stopped (Ctrl+C or SIGTERM). "
        "Several may run beside each other, on several machines."
    )

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

    def handle(
        self, *, queue: list[str], pause: float, until_empty: bool, **options: object
    ) -> None:
        _log_to_standard_error()
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


def _log_to_standard_error() -> None:
    logger = logging.getLogger("dure.queue")
    if not logger.hasHandlers():
        logger.addHandler(logging.StreamHandler())
        logger.setLevel(logging.INFO)
