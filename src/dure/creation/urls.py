from django.urls import include, path

urlpatterns = [path("outcomes/", include("dure.creation.outcomes.urls"))]
