from django.urls import path

from . import views

urlpatterns = [path("people/<int:pk>/erase/", views.erase, name="person-erase")]
