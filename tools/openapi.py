"""Writes docs/reference/openapi.json, which describes the interface: `python -m tools.openapi`."""

import os
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"


def main() -> None:
    """Write the description as the node gives it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.node.config.settings")
    import django  # noqa: PLC0415  the settings come first

    django.setup()
    from comity.node.api import description  # noqa: PLC0415  it takes Django's setup

    FILE.write_text(description.text() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
