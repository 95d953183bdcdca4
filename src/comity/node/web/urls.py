"""Addresses of the first page, of what every page links to, and of the language switch."""

from django.urls import path

from comity.node.web import views

urlpatterns = [
    path("", views.front, name="front"),
    path("language", views.choose_language, name="language"),
    path("kept", views.kept, name="kept"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("about", views.about, name="about"),
]
