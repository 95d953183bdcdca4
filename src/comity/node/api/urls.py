"""Addresses of this room: the description, and version 1 of the interface."""

from django.urls import path, re_path

from comity.node.api import page
from comity.node.api.addresses import addresses

urlpatterns = [
    path("", page.interface_page, name="api"),
    path("v1/openapi.json", page.openapi, name="openapi"),
    path("v1/", addresses()),
    re_path(r"^v1/", page.nothing_here),
]
