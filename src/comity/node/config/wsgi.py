"""The node as a WSGI application, for any server that speaks WSGI."""

import os

from comity.node.config.database import ensure_database

ensure_database()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.node.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  the database comes before the settings

application = get_wsgi_application()
