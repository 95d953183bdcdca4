"""Addresses that a watchdog asks: is the process there, can it serve."""

from django.urls import path

from comity.node.config import health

urlpatterns = [path("live", health.live, name="live"), path("ready", health.ready, name="ready")]
