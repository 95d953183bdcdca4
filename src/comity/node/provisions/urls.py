"""Addresses of this room. They are kept: answers, papers and letters link to them."""

from django.urls import path

from comity.node.provisions import views

urlpatterns = [
    path("", views.law, name="law"),
    path("vocabulary/", views.vocabulary, name="law-vocabulary"),
    path("vocabulary/<str:group>/<str:name>/", views.word, name="law-word"),
    path("beside/", views.choose_beside, name="law-choose-beside"),
    path("<str:rulebook_id>/", views.rulebook, name="law-rulebook"),
    path("<str:rulebook_id>/article/<str:name>/", views.article, name="law-article"),
    path("<str:rulebook_id>/provision/<str:provision_id>/", views.provision, name="law-provision"),
    path("<str:one>/beside/<str:other>/", views.beside, name="law-beside"),
]
