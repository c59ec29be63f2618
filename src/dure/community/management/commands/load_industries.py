from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from dure.community.industries import actions


class Command(BaseCommand):
    help = "Load the Korean standard industrial classification, Korean and English; again: what is new."

    def handle(self, **options: object) -> None:
        n_new = actions.load(by=None, at=timezone.now())
        if n_new:
            self.stdout.write(f"{n_new} lines of the industrial classification loaded.")
