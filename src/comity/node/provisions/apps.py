"""How Django finds this room."""

from django.apps import AppConfig


class ProvisionsConfig(AppConfig):
    """The room `provisions`."""

    name = "comity.node.provisions"
    label = "provisions"
