"""Every address of the node."""

from django.urls import include, path

handler400 = "comity.node.web.errors.bad_request"
handler403 = "comity.node.web.errors.forbidden"
handler404 = "comity.node.web.errors.not_found"
handler500 = "comity.node.web.errors.server_error"

urlpatterns = [
    path("", include("comity.node.web.urls")),
    path("agreements/", include("comity.node.agreements.urls")),
    path("law/", include("comity.node.provisions.urls")),
    path("visits/", include("comity.node.visits.urls")),
    path("api/", include("comity.node.api.urls")),
    path("health/", include("comity.node.config.health_urls")),
]
