from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

TOPICS = [
    "complexes",
    "industries",
    "organisations",
    "people",
    "groups",
    "founding",
    "documents",
    "imports",
    "disclosure",
    "erasure",
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"dure.community.{topic}.urls"))
    for topic in TOPICS
    if find_spec(f"dure.community.{topic}") and find_spec(f"dure.community.{topic}.urls")
]
