from __future__ import annotations

import time

from django.core.management.base import BaseCommand
from django.db import IntegrityError
from django.utils import timezone

from dure.cases.gumi import actions


class Command(BaseCommand):
    help = "Load the Gumi case, 2005-2013. Safe to call again: a loaded case is left alone."

    def handle(self, **options: object) -> None:
        if actions.is_loaded():
            self.stdout.write("The Gumi case is loaded already.")
            return
        start = time.monotonic()
        try:
            actions.load(tell=lambda line: self.stderr.write(f"  {line}"), at=timezone.now())
        except IntegrityError:
            if not actions.is_loaded():
                raise
            self.stdout.write("The Gumi case was loaded by somebody else meanwhile.")
            return
        self.stdout.write(f"Loaded the Gumi case in {time.monotonic() - start:.0f} s.")
