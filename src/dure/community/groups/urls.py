from django.urls import path

from . import views

urlpatterns = [
    path("groups/", views.index, name="group-list"),
    path("groups/export/", views.export, name="group-export"),
    path("groups/options/", views.options, name="group-options"),
    path("groups/add/", views.add, name="group-add"),
    path("groups/<int:pk>/", views.page, name="group-page"),
    path("groups/<int:pk>/edit/", views.edit, name="group-edit"),
    path("groups/<int:pk>/end/", views.end, name="group-end"),
    path("groups/<int:pk>/origin/", views.add_descent, name="group-descent-add"),
    path("groups/<int:pk>/members/", views.members, name="group-member-list"),
    path("groups/<int:pk>/members/export/", views.export_members, name="group-member-export"),
    path("groups/<int:pk>/members/admit/", views.admit, name="group-admit"),
    path("groups/<int:pk>/offices/appoint/", views.appoint, name="group-appoint"),
    path("groups/origins/<int:pk>/remove/", views.remove_descent, name="group-descent-remove"),
    path("groups/members/<int:pk>/end/", views.leave, name="membership-end"),
    path("groups/offices/<int:pk>/end/", views.end_office, name="office-end"),
]
