from django.urls import include, path

urlpatterns = [
    path("reproduction/", include("dure.evidence.reproduction.urls")),
]
