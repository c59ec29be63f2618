from django.urls import path, re_path

from . import views

urlpatterns = [
    path("people/<int:pk>/data/", views.data, name="person-data"),
    re_path(
        r"^people/(?P<pk>[0-9]+)/data\.(?P<suffix>json|xlsx)$",
        views.data_file,
        name="person-data-file",
    ),
]
