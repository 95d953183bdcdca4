"""How Django finds this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room `audit`."""

    name = "comity.node.audit"
    label = "audit"
