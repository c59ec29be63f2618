from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("industries/", views.index, name="industry-list"),
    path("industries/options/", views.options, name="industry-options"),
    path("industries/<int:revision>/", views.revision, name="industry-revision"),
    path("industries/<int:revision>/<slug:code>/", views.page, name="industry-page"),
]
