"""Every address of Dure, by subdomain."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

PARTS = [
    "dure.desk.urls",
    "dure.community.urls",
    "dure.creation.urls",
    "dure.evidence.urls",
    "dure.accounts.urls",
    "dure.core.urls",
]

handler500 = "dure.core.faults.views.page"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(part)) for part in PARTS if find_spec(part)
]

handler400 = "dure.core.http.bad_request"
