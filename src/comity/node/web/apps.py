"""How Django finds this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "comity.node.web"
    label = "web"
