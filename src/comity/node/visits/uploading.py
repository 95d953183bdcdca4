"""Taking in what is sent: in memory only, and no more of it than a visit may have."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from comity.desk.uploads import SENT_BYTES, Sent, too_large
from comity.domain.errors import Refusal


class Intake(FileUploadHandler):
    """Holds files in memory, and stops when together they are larger than a visit may be.

    Django writes no file of an upload to the disk; the server may hold a large request in a nameless one.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.left = SENT_BYTES
        self.held = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hold a piece, or stop: the view then finds that too much was sent."""
        del start
        self.left -= len(raw_data)
        if self.left < 0:
            if self.request is not None:
                self.request.sent_too_much = True  # type: ignore[attr-defined]
            raise StopUpload(connection_reset=True)
        self.held.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file as it was held."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


def sent_in(request: HttpRequest, field: str) -> list[Sent]:
    """The files that were sent in a field. Raises Refusal if together they are too large."""
    files = request.FILES.getlist(field)
    if getattr(request, "sent_too_much", False):
        raise Refusal("upload.too-large", too_large())
    return [Sent(file.name or "", file.read()) for file in files]
