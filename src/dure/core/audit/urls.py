from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("audit/", views.index, name="audit-list"),
    path("audit/<str:label>/<int:pk>/", views.history, name="audit-page"),
]
