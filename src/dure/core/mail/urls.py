from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("letters/", views.index, name="letter-list"),
    path("letters/<int:pk>/", views.page, name="letter-page"),
]
