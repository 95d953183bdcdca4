"""How Django finds this room."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """The room `visits`."""

    name = "comity.node.visits"
    label = "visits"
