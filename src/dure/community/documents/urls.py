from django.urls import path

from . import views

urlpatterns = [
    path("groups/<int:pk>/documents/add/", views.add, name="document-add"),
    path("groups/documents/<int:pk>/", views.download, name="document-download"),
    path("groups/documents/<int:pk>/remove/", views.remove, name="document-remove"),
]
