from django.urls import path

from . import views

urlpatterns = [
    path("add/", views.add, name="upload-add"),
    path("template/", views.template, name="upload-template"),
    path("<int:pk>/", views.page, name="upload-page"),
    path("<int:pk>/write/", views.write, name="upload-write"),
    path("<int:pk>/undo/", views.undo, name="upload-undo"),
]
