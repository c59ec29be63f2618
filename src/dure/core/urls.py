from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("dure.core.audit.urls")),
    path("", include("dure.core.queue.urls")),
    path("", include("dure.core.mail.urls")),
]
