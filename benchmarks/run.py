"""One benchmark on the database that the settings name; prints its figures."""

from __future__ import annotations

import sys
from importlib import import_module

import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)

for figure in import_module(f"benchmarks.{sys.argv[1]}").figures():
    print(
        f"  {figure.what:<44} {figure.value:>10,.1f} {figure.unit:<4}"
        f" {figure.peer_value:>10,.1f} {figure.unit:<4} {figure.ratio:>6.2f} × {figure.peer}",
        flush=True,
    )
