from django.urls import path

from . import views

urlpatterns = [path("groups/<int:pk>/found/", views.found, name="group-found")]
