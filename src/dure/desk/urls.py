from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("dure.desk.home.urls")),
    path("find/", include("dure.desk.find.urls")),
    path("help/", include("dure.desk.help.urls")),
]
