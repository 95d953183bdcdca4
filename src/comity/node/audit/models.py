"""Entries of the audit: added, never changed."""

from django.db import models


class Entry(models.Model):
    """One thing that was done.

    `actor` who did it (`command`, `visitor` or `node`; who a visitor is stands nowhere), `action` a stable
    word such as `network.loaded`, `object` what it was done to, `facts` figures; never what an upload holds.
    """

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=100)
    action = models.CharField(max_length=50)
    object = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.object}"
