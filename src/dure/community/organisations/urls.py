from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("organisations/", views.index, name="organisation-list"),
    path("organisations/export/", views.export, name="organisation-export"),
    path("organisations/options/", views.options, name="organisation-options"),
    path("organisations/add/", views.add, name="organisation-add"),
    path("organisations/<int:pk>/", views.page, name="organisation-page"),
    path("organisations/<int:pk>/edit/", views.edit, name="organisation-edit"),
    path("organisations/<int:pk>/close/", views.close, name="organisation-close"),
    path("organisations/<int:pk>/size/", views.classify_size, name="organisation-size"),
    path("organisations/<int:pk>/industry/", views.classify_industry, name="organisation-industry"),
    path("organisations/<int:pk>/supply/", views.add_supply, name="supply-add"),
    path("organisations/supply/<int:pk>/end/", views.end_supply, name="supply-end"),
    path(
        "organisations/<int:pk>/representative/",
        views.add_representative,
        name="representative-add",
    ),
    path(
        "organisations/representatives/<int:pk>/end/",
        views.end_representative,
        name="representative-end",
    ),
]
