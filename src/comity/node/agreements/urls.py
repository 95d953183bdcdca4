"""Addresses of this room. They are kept: others link to agreements and States."""

from django.urls import path, re_path

from comity.node.agreements import changes_views, feed, reports_views, search_views, source_views, views

urlpatterns = [
    path("", views.who_with_whom, name="agreements"),
    path("picture", views.picture, name="agreements-picture"),
    path("changes/", changes_views.changes, name="agreements-changes"),
    path("changes.atom", feed.changes_feed, name="agreements-feed"),
    path("search/", search_views.find, name="agreements-search"),
    path("reports/", reports_views.reports, name="agreements-reports"),
    path("reports/<one>/<other>/", reports_views.report_pair, name="agreements-report-pair"),
    re_path(r"^sources/(?P<source_id>[a-z0-9.-]{1,200})/$", source_views.source_page, name="source"),
    re_path(r"^states/(?P<code>[A-Z]{2,4})/$", views.state_page, name="state"),
    re_path(r"^(?P<agreement_id>[a-z0-9.-]{1,200})/$", views.agreement_page, name="agreement"),
]
