from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("queue/", views.index, name="queue-list"),
    path("queue/<int:pk>/", views.page, name="queue-page"),
    path("queue/<int:pk>/retry/", views.retry, name="queue-retry"),
    path("queue/<int:pk>/drop/", views.drop, name="queue-drop"),
]
