"""What each example is expected to answer, read off the sources and not off the product."""

import datetime as dt

from tests.examples import bushido, first_uses, other_terms
from tests.examples.asked import (
    BUSHIDO,
    CARRIER,
    CEBU,
    FRENCH,
    FRENCH_UNDER,
    SWISS,
    TALISMAN,
    TALISMAN_UNDER,
    TINDAL,
    TINDAL_BEFORE,
    VIGILANT,
    Asked,
    Lines,
)

OUTCOMES: tuple[tuple[Asked, str, int], ...] = (
    (BUSHIDO, "not-covered", 6),
    (TINDAL, "undetermined", 4),
    (TINDAL_BEFORE, "undetermined", 4),
    (VIGILANT, "conditional", 0),
    (TALISMAN, "not-covered", 6),
    (TALISMAN_UNDER, "conditional", 0),
    (CEBU, "undetermined", 4),
    (CARRIER, "not-covered", 6),
    (FRENCH, "not-covered", 6),
    (FRENCH_UNDER, "conditional", 0),
    (SWISS, "not-covered", 6),
)

LINES: tuple[Lines, ...] = bushido.LINES + first_uses.LINES + other_terms.LINES

#: Which agreements apply: R01, R38, R40, R41, T1, T2, T6, T13.
APPLIES: tuple[tuple[Asked, str, str], ...] = (
    (BUSHIDO, "jp-au-raa", "yes"),
    (TINDAL, "jp-au-raa", "yes"),
    (TINDAL_BEFORE, "jp-au-raa", "unknown"),
    (VIGILANT, "jp-gb-raa", "yes"),
    (TALISMAN, "jp-au-raa", "no"),
    (TALISMAN_UNDER, "jp-au-raa", "yes"),
    (CEBU, "jp-ph-raa", "yes"),
    (CEBU, "istanbul-b9", "unknown"),
    (CARRIER, "jp-gb-raa", "yes"),
    (CARRIER, "jp-au-raa", "yes"),
    (FRENCH, "jp-fr-raa", "no"),
    (FRENCH, "jp-fr-acsa", "yes"),
    (SWISS, "jp-rescue-dogs", "yes"),
    (SWISS, "istanbul-b9", "unknown"),
)

#: Deadlines: what is required, on which line, by which day, on which basis, and whether it is late.
DUE: tuple[tuple[Asked, str, str, dt.date, str, bool], ...] = (
    (BUSHIDO, "animal-import-notice", "animals!3", dt.date(2023, 7, 21), "law", True),
    (BUSHIDO, "state-aircraft-permission", "aircraft!2-8", dt.date(2023, 8, 18), "law", False),
    (BUSHIDO, "user-declaration", "goods!2-39", dt.date(2023, 8, 16), "assumed", False),
    (TINDAL, "food-import-permit", "goods!10", dt.date(2023, 7, 14), "law", True),
    (TINDAL, "undesignated-landing", "aircraft!2-6", dt.date(2023, 8, 14), "law", False),
    (TINDAL, "unloading-there", "aircraft!6", dt.date(2023, 8, 14), "law", False),
    (VIGILANT, "uav-police-notice", "uas!4", dt.date(2023, 11, 9), "law", False),
    (FRENCH, "state-aircraft-permission", "aircraft!2", dt.date(2024, 5, 30), "law", False),
    (SWISS, "animal-import-notice", "animals!2-10", dt.date(2011, 2, 1), "law", True),
    (SWISS, "rabies-conditions", "animals!2-10", dt.date(2010, 9, 14), "law", True),
)

#: The blanks that are asked for, each example's whole list, whatever its order.
QUESTIONS: tuple[tuple[Asked, frozenset[str]], ...] = (
    (
        BUSHIDO,
        frozenset(
            {
                "entry_point_status",
                "frequency_approved_through_host_force",
                "narcotics_route_agreed",
                "ordinarily_resident_in_receiving_state",
                "soil_free",
            }
        ),
    ),
    (TINDAL, frozenset({"passenger_card_practice", "carries_declarable_goods"})),
    (VIGILANT, frozenset()),
    (TALISMAN, frozenset()),
    (CEBU, frozenset({"host_duty_relief_confirmed", "inventory_asked", "both_states_bound_by_annex_b9"})),
    (CARRIER, frozenset({"non_nuclear_certificate_practice"})),
    (FRENCH, frozenset()),
    (
        SWISS,
        frozenset(
            {
                "maff_disaster_rule_applied",
                "sent_to_approved_person",
                "both_states_bound_by_annex_b9",
                "inventory_asked",
            }
        ),
    ),
)
