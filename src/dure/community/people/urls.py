from django.urls import path

from . import views

urlpatterns = [
    path("people/", views.index, name="person-list"),
    path("people/export/", views.export, name="person-export"),
    path("people/options/", views.options, name="person-options"),
    path("people/me/", views.own, name="person-own"),
    path("people/add/", views.add, name="person-add"),
    path("people/<int:pk>/", views.page, name="person-page"),
    path("people/<int:pk>/edit/", views.edit, name="person-edit"),
    path("people/<int:pk>/invite/", views.invite, name="person-invite"),
    path("people/<int:pk>/consent/", views.give_consent, name="person-consent-give"),
    path("people/<int:pk>/consent/end/", views.withdraw_consent, name="person-consent-withdraw"),
    path("people/<int:pk>/posts/add/", views.give_post, name="post-add"),
    path("people/posts/<int:pk>/end/", views.end_post, name="post-end"),
]
