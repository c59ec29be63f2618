from django.urls import path

from . import views

urlpatterns = [
    path("", views.page, name="statistic-list"),
    path("export/", views.export, name="statistic-export"),
    path("chart.<slug:suffix>", views.chart, name="statistic-chart"),
]
