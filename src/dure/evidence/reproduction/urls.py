from django.urls import path

from . import views

urlpatterns = [
    path("", views.page, name="reproduction"),
    path("export/", views.export, name="reproduction-export"),
    path("document/", views.document, name="reproduction-document"),
]
