"""A browser that waits for its pages while the worker works."""

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comity.node.visits import worker

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

#: What the worker is to see must be committed. Only the tables of these rooms are emptied after a test.
COMMITTED = pytest.mark.django_db(
    transaction=True,
    available_apps=["comity.node.visits", "comity.node.audit", "procrastinate.contrib.django"],
)


class Browser(Client):
    """A browser with cookies of its own; forms carry no token here, but where a test asks for it."""

    def opened(self, address: str, **headers: str) -> "Response":
        """A page; where it needs work, once that is done."""
        response = self.get(address, follow=True, headers=headers)
        for _ in range(2):  # A comparison needs the answer first.
            if response.status_code == 202:
                worker.work(until_idle=True)
                response = self.get(address, follow=True, headers=headers)
        return response

    def text(self, address: str) -> str:
        """The HTML of a page that opens."""
        response = self.opened(address)
        assert response.status_code == 200, response.content.decode()
        return response.content.decode()

    def dropped(self, *files: tuple[str, bytes], **beside: str) -> "Response":
        """Files sent by the form of the first page; where that leads is not opened."""
        sent = [SimpleUploadedFile(name, content) for name, content in files]
        return self.post("/visits/", {"files": sent, **beside})

    def desk(self, *files: tuple[str, bytes], **beside: str) -> str:
        """The address of the desk that files were put on."""
        response = self.dropped(*files, **beside)
        assert response.status_code == 302, response.content.decode()
        return response["Location"].removesuffix("reading")
