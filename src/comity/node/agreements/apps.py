"""How Django finds this room."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The room `agreements`."""

    name = "comity.node.agreements"
    label = "agreements"
