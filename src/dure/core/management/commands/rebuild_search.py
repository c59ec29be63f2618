from __future__ import annotations

from django.apps import apps
from django.core.management.base import BaseCommand

from dure.core.search import actions


class Command(BaseCommand):
    help = "Write the index of names anew, for every table whose rows are found by name."

    def handle(self, **options: object) -> None:
        for model in apps.get_models():
            if any(field.name in actions.NAMES for field in model._meta.get_fields()):
                n_rows = actions.rebuild(model)
                self.stdout.write(f"{model._meta.label_lower}: {n_rows}")
