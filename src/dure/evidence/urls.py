from django.urls import include, path

urlpatterns = [
    path("statistics/", include("dure.evidence.statistics.urls")),
    path("statistics/uploads/", include("dure.evidence.uploads.urls")),
    path("reproduction/", include("dure.evidence.reproduction.urls")),
]
