"""Bushido Guardian 23, line by line."""

from tests.examples.asked import BUSHIDO, Lines

LINES: tuple[Lines, ...] = (
    # Bushido Guardian 23
    Lines(
        BUSHIDO,
        "people!2-170",
        "conditional",
        (
            ("jp-au-raa:member-entry", "stands", "jp-au-raa VI.1"),
            ("jp-au-raa:entry-procedure", "stands", "jp-au-raa VI.1"),
            ("jp-au-raa:human-quarantine", "stands", "jp-au-raa VI.7"),
            ("host-jp:visa", "lifted", "host-jp Immigration law"),
        ),
    ),
    Lines(BUSHIDO, "people!171", "undetermined", (("jp-au-raa:member-entry", "unknown", "jp-au-raa VI.1"),)),
    Lines(
        BUSHIDO,
        "people!172-175",
        "not-covered",
        (("host-jp:visa", "stands", "host-jp Immigration law"),),
        absent=("jp-au-raa:member-entry", "jp-au-raa:no-visa-application"),
    ),
    Lines(
        BUSHIDO,
        "vehicles!2-4",
        "conditional",
        (
            ("host-jp:vehicle-registration", "lifted", "host-jp Road Transport Vehicle Act 4"),
            ("host-jp:no-vehicle-registration-2023", "stands", "host-jp Act 26 of 2023"),
            ("host-jp:vehicle-insurance", "lifted", "host-jp Automobile Liability Security Order 1-2"),
            ("host-jp:customs-duty-vehicles", "lifted", "host-jp Customs law"),
        ),
        absent=("host-jp:no-vehicle-registration",),
    ),
    Lines(
        BUSHIDO,
        "vehicles!5",
        "conditional",
        (
            ("host-jp:oversize-passage", "lifted", "host-jp Vehicle Restriction Order 14"),
            ("host-jp:road-protection", "stands", "host-jp Vehicle Restriction Order 14"),
        ),
    ),
    Lines(
        BUSHIDO,
        "vehicles!6",
        "conditional",
        (
            ("host-jp:vehicle-registration", "stands", "host-jp Road Transport Vehicle Act 4"),
            ("host-jp:vehicle-reporting", "lifted", "host-jp Road Transportation Act 94"),
        ),
    ),
    Lines(
        BUSHIDO,
        "vehicles!10",
        "undetermined",
        (("host-jp:soil-on-vehicle", "unknown", "host-jp Plant Protection Act 7"),),
    ),
    Lines(
        BUSHIDO,
        "aircraft!2-8",
        "undetermined",
        (
            ("jp-au-raa:aircraft-clearance", "stands", "jp-au-raa V.1"),
            ("host-jp:state-aircraft-permission", "stands", "host-jp Civil Aeronautics Act 126(2)"),
            ("host-jp:undesignated-airport", "unknown", "host-jp Civil Aeronautics Act 126(5)"),
        ),
    ),
    Lines(
        BUSHIDO,
        "goods!2-15",
        "conditional",
        (
            ("host-jp:customs-duty", "lifted", "host-jp Customs law"),
            ("jp-au-raa:official-goods-duty-free", "stands", "jp-au-raa VII.5"),
            ("host-jp:user-declaration", "stands", "host-jp Customs Tariff Order 25-3"),
            ("host-jp:import-statement", "met", "host-jp Customs Tariff Order 25-3"),
        ),
    ),
    Lines(
        BUSHIDO,
        "goods!22-24",
        "conditional",
        (("host-jp:certified-dangerous-goods-ship", "stands", "host-jp Dangerous-goods shipping rules"),),
    ),
    Lines(
        BUSHIDO,
        "goods!26-27",
        "conditional",
        (
            ("host-jp:possession-of-explosives", "lifted", "host-jp Explosives Control Act 21"),
            ("host-jp:explosives-import-permit", "stands", "host-jp Explosives Control Act 24"),
            ("jp-au-raa:host-arms-procedure", "stands", "jp-au-raa XIV.2"),
        ),
    ),
    Lines(
        BUSHIDO,
        "goods!28-29",
        "conditional",
        (
            ("host-jp:possession-of-weapons", "lifted", "host-jp Firearms and Swords Act 3"),
            ("jp-au-raa:arms-responsibility", "stands", "jp-au-raa XIV.1"),
        ),
        absent=("host-jp:weapon-on-person",),
    ),
    Lines(
        BUSHIDO,
        "goods!30-31",
        "conditional",
        (("host-jp:ammunition-import-permit", "stands", "host-jp Explosives Control Act 50-2"),),
    ),
    Lines(
        BUSHIDO,
        "goods!32",
        "undetermined",
        (("host-jp:radio-operation", "unknown", "host-jp Radio Act 5"),),
    ),
    Lines(BUSHIDO, "goods!33", "conditional", absent=("host-jp:radio-operation",)),
    Lines(BUSHIDO, "goods!35", "conditional", absent=("host-jp:radio-operation",)),
    Lines(
        BUSHIDO,
        "goods!37",
        "undetermined",
        (("host-jp:controlled-medicine-kit", "unknown", "host-jp Medicines rules, kits"),),
    ),
    Lines(BUSHIDO, "goods!38", "conditional", (("host-jp:meat", "stands", "host-jp Meat import rules"),)),
    Lines(
        BUSHIDO,
        "goods!40",
        "conditional",
        (("jp-au-raa:personal-goods-duty-free", "stands", "jp-au-raa VII.6"),),
    ),
    Lines(
        BUSHIDO,
        "goods!41-44",
        "not-covered",
        (("host-jp:customs-duty", "stands", "host-jp Customs law"),),
    ),
    Lines(
        BUSHIDO,
        "animals!2",
        "conditional",
        (
            ("jp-au-raa:working-animal-entry", "stands", "jp-au-raa VII.5"),
            ("host-jp:animal-import-notice", "met", "host-jp Rabies Prevention Act"),
        ),
        absent=("host-jp:rabies-conditions", "host-jp:animal-detention"),
    ),
    Lines(
        BUSHIDO,
        "animals!3",
        "conditional",
        (("host-jp:animal-import-notice", "stands", "host-jp Rabies Prevention Act"),),
        absent=("host-jp:rabies-conditions",),
    ),
    Lines(
        BUSHIDO,
        "purchases!6",
        "conditional",
        (
            ("host-jp:aviation-fuel-tax", "lifted", "host-jp Taxes on purchases"),
            ("host-jp:consumption-tax", "stands", "host-jp Taxes on purchases"),
        ),
    ),
)
