from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("complexes/", views.index, name="complex-list"),
    path("complexes/export/", views.export, name="complex-export"),
    path("complexes/add/", views.add, name="complex-add"),
    path("complexes/<int:pk>/", views.page, name="complex-page"),
    path("complexes/<int:pk>/edit/", views.edit, name="complex-edit"),
    path("complexes/<int:pk>/coordinator/", views.appoint, name="coordinator-add"),
    path("complexes/coordinators/<int:pk>/end/", views.end, name="coordinator-end"),
]
