from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("invitations/add/", views.invite, name="invitation-add"),
    path("invitations/<int:pk>/resend/", views.resend, name="invitation-resend"),
    path("invitations/<int:pk>/withdraw/", views.withdraw, name="invitation-withdraw"),
    path("account/invitation/<str:token>/", views.accept, name="invitation-accept"),
]
