"""How Django finds this room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The room `api`."""

    name = "comity.node.api"
    label = "api"
