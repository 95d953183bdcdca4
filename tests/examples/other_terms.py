"""Talisman Sabre 23, Cebu, Tokyo, the French company and the Swiss rescue team, line by line."""

from tests.examples.asked import (
    CARRIER,
    CEBU,
    FRENCH,
    FRENCH_UNDER,
    SWISS,
    TALISMAN,
    TALISMAN_UNDER,
    Lines,
)

LINES: tuple[Lines, ...] = (
    # Talisman Sabre 23
    Lines(
        TALISMAN,
        "people!2-61",
        "not-covered",
        (("host-au:visa", "stands", "host-au Migration Regulations 2.40"),),
        absent=("jp-au-raa:member-entry", "host-au:special-purpose-visa"),
    ),
    Lines(
        TALISMAN,
        "goods!4-5",
        "not-covered",
        (("host-au:arms-import-permit", "stands", "host-au Customs (Prohibited Imports) Regulations 3A"),),
    ),
    Lines(
        TALISMAN_UNDER,
        "people!2-61",
        "conditional",
        (
            ("jp-au-raa:member-entry", "stands", "jp-au-raa VI.1"),
            ("host-au:visa", "lifted", "host-au Migration Regulations 2.40"),
        ),
    ),
    Lines(
        TALISMAN_UNDER,
        "goods!4-5",
        "conditional",
        (
            ("host-au:duty-goods", "lifted", "host-au Customs Tariff Act Schedule 4"),
            ("host-au:arms-import-permit", "stands", "host-au Customs (Prohibited Imports) Regulations 3A"),
        ),
    ),
    # Cebu
    Lines(
        CEBU,
        "people!2-31",
        "permitted",
        (
            ("jp-ph-raa:member-entry", "stands", "jp-ph-raa VI"),
            ("jp-ph-raa:entry-procedure", "met", "jp-ph-raa VI"),
            ("host-ph:visa", "lifted", "host-ph Immigration law"),
            ("host-ph:alien-registration", "lifted", "host-ph Immigration law"),
        ),
    ),
    Lines(CEBU, "aircraft!2", "permitted", (("jp-ph-raa:aircraft-clearance", "met", "jp-ph-raa V"),)),
    Lines(
        CEBU,
        "goods!2-5",
        "undetermined",
        (
            ("jp-ph-raa:relief-goods-entry", "stands", "jp-ph-raa IV.1"),
            ("host-ph:duty-goods", "unknown", "host-ph Customs duty"),
        ),
        absent=("host-ph:temporary-admission",),
    ),
    Lines(
        CEBU,
        "goods!6",
        "undetermined",
        (
            ("jp-ph-raa:relief-goods-entry", "stands", "jp-ph-raa IV.1"),
            ("host-ph:temporary-admission", "unknown", "host-ph Temporary admission"),
        ),
    ),
    # Tokyo
    Lines(
        CARRIER,
        "people!22-33",
        "not-covered",
        (("host-jp:visa", "stands", "host-jp Immigration law"),),
    ),
    Lines(
        CARRIER,
        "people!2-21",
        "conditional",
        (("jp-gb-raa:no-visa-application", "stands", "jp-gb-raa VI.1"),),
    ),
    Lines(
        CARRIER,
        "people!34-39",
        "conditional",
        (("jp-au-raa:no-visa-application", "stands", "jp-au-raa VI.1"),),
    ),
    Lines(
        CARRIER,
        "vessels!6-7",
        "not-covered",
        (
            ("host-jp:warship-consent", "stands", "host-jp Foreign warships"),
            ("host-jp:berth", "stands", "host-jp Government answer 213-14"),
            ("host-jp:quarantine-signal", "stands", "host-jp Act 201 of 1952, 4"),
        ),
    ),
    Lines(
        CARRIER,
        "vessels!2",
        "undetermined",
        (
            ("jp-gb-raa:vessel-entry", "stands", "jp-gb-raa V"),
            ("host-jp:berth", "met", "host-jp Government answer 213-14"),
            ("host-jp:non-nuclear-certificate", "unknown", "host-jp Government answer 213-14"),
        ),
        absent=("host-jp:ship-entry-report",),
    ),
    Lines(
        CARRIER,
        "vessels!5",
        "conditional",
        (("host-jp:ship-entry-report", "stands", "host-jp Foreign warships"),),
        absent=("host-jp:non-nuclear-certificate",),
    ),
    Lines(CARRIER, "goods!2", "conditional", (("host-jp:customs-duty", "stands", "host-jp Customs law"),)),
    Lines(CARRIER, "goods!4", "conditional", (("host-jp:customs-duty", "lifted", "host-jp Customs law"),)),
    Lines(
        CARRIER,
        "purchases!2",
        "conditional",
        (("host-jp:light-oil-delivery-tax", "lifted", "host-jp Taxes on purchases"),),
    ),
    Lines(
        CARRIER,
        "purchases!4",
        "not-covered",
        (("host-jp:light-oil-delivery-tax", "stands", "host-jp Taxes on purchases"),),
    ),
    # The French company
    Lines(FRENCH, "people!2-81", "not-covered", (("host-jp:visa", "stands", "host-jp Immigration law"),)),
    Lines(
        FRENCH,
        "goods!3",
        "not-covered",
        (("host-jp:possession-of-weapons", "stands", "host-jp Firearms and Swords Act 3"),),
    ),
    Lines(
        FRENCH,
        "goods!4",
        "not-covered",
        (
            ("host-jp:possession-of-explosives", "stands", "host-jp Explosives Control Act 21"),
            ("host-jp:ammunition-import-permit", "stands", "host-jp Explosives Control Act 50-2"),
        ),
    ),
    Lines(
        FRENCH,
        "support!2-10",
        "conditional",
        (("jp-fr-acsa:support-in-exercise", "stands", "jp-fr-acsa 1.1(a)"),),
        absent=("jp-fr-acsa:no-weapons",),
    ),
    Lines(
        FRENCH_UNDER,
        "goods!3",
        "conditional",
        (
            ("host-jp:possession-of-weapons", "lifted", "host-jp Firearms and Swords Act 3"),
            ("jp-gb-raa:possession-without-permit", "stands", "jp-gb-raa XIV.1"),
        ),
    ),
    # The Swiss rescue team: H6, the ordinary rule beside the disaster rule, and neither decides
    Lines(
        SWISS,
        "animals!2-10",
        "undetermined",
        (
            ("jp-rescue-dogs:rescue-dog-entry", "unknown", "jp-rescue-dogs MAFF page of 11 April 2011"),
            ("host-jp:rabies-conditions", "unknown", "host-jp Rabies Prevention Act, other regions"),
            ("host-jp:animal-import-notice", "stands", "host-jp Rabies Prevention Act"),
        ),
    ),
    Lines(
        SWISS,
        "animals!5",
        "undetermined",
        (("host-jp:vaccination-before-chip", "unknown", "host-jp Rabies Prevention Act, other regions"),),
    ),
    Lines(SWISS, "people!2-25", "not-covered", (("host-jp:visa", "stands", "host-jp Immigration law"),)),
    Lines(
        SWISS,
        "goods!8-9",
        "not-covered",
        (("host-jp:controlled-medicine-kit", "unknown", "host-jp Medicines rules, kits"),),
    ),
    Lines(SWISS, "goods!7", "not-covered", (("host-jp:meat", "stands", "host-jp Meat import rules"),)),
)
