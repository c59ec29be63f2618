from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("imports/", views.index, name="import-list"),
    path("imports/add/", views.add, name="import-add"),
    path("imports/template/", views.template, name="import-template"),
    path("imports/rows/<int:pk>/", views.row, name="import-row"),
    path("imports/rows/<int:pk>/decide/", views.decide, name="import-row-decide"),
    path("imports/<int:pk>/", views.page, name="import-page"),
    path("imports/<int:pk>/progress/", views.progress, name="import-progress"),
    path("imports/<int:pk>/file/", views.workbook, name="import-file"),
    path("imports/<int:pk>/columns/", views.columns, name="import-columns"),
    path("imports/<int:pk>/confirm/", views.confirm, name="import-confirm"),
    path("imports/<int:pk>/go-on/", views.go_on, name="import-go-on"),
    path("imports/<int:pk>/undo/", views.undo, name="import-undo"),
    path("imports/<int:pk>/discard/", views.discard, name="import-discard"),
]
