"""Tindal and Vigilant Isles 23, line by line."""

from tests.examples.asked import TINDAL, TINDAL_BEFORE, VIGILANT, Lines

LINES: tuple[Lines, ...] = (
    # Tindal
    Lines(
        TINDAL,
        "people!7-9",
        "conditional",
        (
            ("host-au:visa", "lifted", "host-au Migration Regulations 2.40"),
            ("host-au:member-id", "met", "host-au Migration Regulations Schedule 9"),
            ("host-au:member-movement-order", "met", "host-au Migration Regulations Schedule 9"),
            ("host-au:passport", "lifted", "host-au Border Force page for the military"),
            ("host-au:passenger-card", "stands", "host-au Migration Regulations Schedule 9"),
        ),
    ),
    Lines(
        TINDAL,
        "people!10-15",
        "undetermined",
        (("host-au:passenger-card", "unknown", "host-au Border Force page for the military"),),
    ),
    Lines(
        TINDAL,
        "people!54-58",
        "conditional",
        (("host-au:member-movement-order", "stands", "host-au Migration Regulations Schedule 9"),),
    ),
    Lines(
        TINDAL,
        "aircraft!2-5",
        "conditional",
        (
            ("host-au:landing-elsewhere", "stands", "host-au DAFF first points of entry"),
            ("host-au:munitions-permission", "stands", "host-au Air Navigation Act 19"),
            ("host-au:flight-clearance-with-services", "met", "host-au DFAT guidance on state aircraft"),
        ),
        absent=("host-au:unloading-elsewhere",),
    ),
    Lines(
        TINDAL,
        "aircraft!6",
        "conditional",
        (("host-au:unloading-elsewhere", "stands", "host-au DAFF first points of entry"),),
    ),
    Lines(TINDAL, "aircraft!7", "conditional", absent=("host-au:landing-elsewhere",)),
    Lines(
        TINDAL,
        "goods!10",
        "conditional",
        (("host-au:ration-permit", "stands", "host-au DAFF ration packs"),),
    ),
    Lines(
        TINDAL,
        "goods!12",
        "conditional",
        (
            ("jp-au-raa:personal-tobacco-alcohol-entry", "stands", "jp-au-raa VII.6"),
            ("host-au:duty-goods", "stands", "host-au Customs Tariff Act Schedule 4"),
        ),
    ),
    Lines(TINDAL_BEFORE, "people!2-58", "undetermined"),
    # Vigilant Isles 23
    Lines(
        VIGILANT,
        "people!2-171",
        "conditional",
        (
            ("jp-gb-raa:member-entry", "stands", "jp-gb-raa VI.1"),
            ("host-jp:visa", "lifted", "host-jp Immigration law"),
        ),
    ),
    Lines(
        VIGILANT,
        "vehicles!2-5",
        "conditional",
        (("host-jp:vehicle-registration", "stands", "host-jp Road Transport Vehicle Act 4"),),
    ),
    Lines(
        VIGILANT,
        "vehicles!6",
        "conditional",
        (
            ("host-jp:small-vehicle-standards", "lifted", "host-jp Road Transport Vehicle Act 44"),
            ("host-jp:no-small-vehicle-standards-2023", "stands", "host-jp Act 27 of 2023"),
        ),
    ),
    Lines(
        VIGILANT,
        "uas!2-3",
        "conditional",
        (
            ("host-jp:fly-unregistered", "lifted", "host-jp Civil Aeronautics Act 132-2"),
            ("host-jp:uav-prior-notice", "stands", "host-jp Civil Aeronautics Regulations 236"),
        ),
        absent=("host-jp:uav-police-notice",),
    ),
    Lines(
        VIGILANT,
        "uas!4",
        "conditional",
        (("host-jp:uav-police-notice", "stands", "host-jp Drone no-fly law"),),
        absent=("host-jp:designated-facility-flight",),
    ),
    Lines(
        VIGILANT,
        "goods!7-8",
        "conditional",
        (
            ("host-jp:certified-dangerous-goods-ship", "met", "host-jp Dangerous-goods shipping rules"),
            ("host-jp:ammunition-import-permit", "stands", "host-jp Explosives Control Act 50-2"),
        ),
        absent=("host-jp:explosives-road-notice",),
    ),
    Lines(
        VIGILANT,
        "goods!10",
        "conditional",
        (
            ("host-jp:explosives-import-permit", "stands", "host-jp Explosives Control Act 24"),
            ("host-jp:explosives-road-notice", "stands", "host-jp Explosives Control Act 19"),
        ),
    ),
    Lines(
        VIGILANT,
        "goods!13-16",
        "conditional",
        (
            ("jp-gb-raa:official-goods-entry", "stands", "jp-gb-raa VII.5"),
            ("host-jp:customs-duty", "stands", "host-jp Customs law"),
        ),
        absent=("host-jp:user-declaration",),
    ),
    Lines(VIGILANT, "goods!17-19", "conditional", absent=("host-jp:radio-operation",)),
    Lines(VIGILANT, "goods!22", "conditional", (("host-jp:customs-duty", "lifted", "host-jp Customs law"),)),
)
