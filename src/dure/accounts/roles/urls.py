from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [path("roles/<int:pk>/end/", views.end, name="role-end")]
