"""Addresses of this room."""

from django.urls import path

from comity.node.visits import views, views_desk, views_start

app_name = "visits"
_DESK = "<uuid:desk_id>/"

urlpatterns = [
    path("", views_start.start, name="start"),
    path("examples/<slug:name>", views_start.try_example, name="example"),
    path("template.xlsx", views_start.template, name="template"),
    path(_DESK, views_desk.first, name="desk"),
    path(f"{_DESK}reading", views_desk.reading, name="reading"),
    path(f"{_DESK}reading/<int:table>", views_desk.table, name="table"),
    path(f"{_DESK}questions", views_desk.questions, name="questions"),
    path(f"{_DESK}questions/<int:attestation>/take-back", views_desk.take_back, name="take-back"),
    path(f"{_DESK}answer", views.answer, name="answer"),
    path(f"{_DESK}compare", views.compare, name="compare"),
    path(f"{_DESK}take", views.take, name="take"),
    path(f"{_DESK}take/<str:name>", views.download, name="download"),
    path(f"{_DESK}keep", views_desk.keep, name="keep"),
    path(f"{_DESK}remove", views_desk.remove, name="remove"),
]
