from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("language/", views.change_language, name="set_language"),
    path("account/", views.own, name="account-page"),
    path("account/name/", views.rename, name="account-rename"),
    path("account/sessions/<int:pk>/end/", views.end_session, name="session-end"),
    path("accounts/", views.index, name="user-list"),
    path("accounts/<int:pk>/", views.page, name="user-page"),
    path("accounts/<int:pk>/close/", views.close, name="user-close"),
    path("accounts/<int:pk>/reopen/", views.reopen, name="user-reopen"),
    path("accounts/<int:pk>/roles/grant/", views.grant_role, name="role-grant"),
]
