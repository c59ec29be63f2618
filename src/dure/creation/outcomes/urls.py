from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="outcome-list"),
    path("export/", views.export, name="outcome-export"),
]
