"""An independent transcription of part B of the reference: which office needs which column ("For").

Written from the tables of the reference, not from `corpus/offices`. `all` stands for every office, `-` for no
office of the host. Where the reference names a column otherwise than the vocabulary, the vocabulary's name
stands here.
"""

from collections.abc import Mapping

ALL = frozenset({"*"})

_TABLES = """
# B2 visit header and movements
movements: leg_id mode from_place to_place etd_utc eta_utc | all
movements: carrier_ref | cus air sea
movements: first_entry last_exit | imm cus ani
movements: entry_point_status | cus ani air
movements: transit_states | -
movements: alternates fir_points | air
movements: baggage_accompanied | dru
packages: package_id parent_package_id leg_id_in leg_id_out kind | cus
packages: container_number | cus prt
packages: seal_numbers | cus
packages: gross_mass_kg tare_mass_kg length_cm width_cm height_cm | cus rod air
packages: wood_packaging | pla
packages: cleaned_on inspected_by inspection_ref | pla ani

# B3 people
people: person_id | -
people: surname given_names full_name name_native | imm air
people: person_role | imm jus
people: nationality | imm air
people: date_of_birth sex place_of_birth | imm
people: service rank service_number | imm
people: military_id_number has_military_id movement_order_number order_date civilian_certificate_number | imm
people: passport_number passport_state passport_expiry | imm
people: employer employed_by_visiting_force | imm
people: ordinarily_resident_in_receiving_state capacity | imm jus
people: function licence_kind licence_number licence_state | air rod hea dru
people: weapon_carried | arm
people: arrives_leg departs_leg | all
people: local_address place_of_duty | imm
people: personal_declared | cus

# B4 vehicles
vehicles: plate nationality_mark | rod
vehicles: vin make model nsn | cus rod
vehicles: vehicle_class | rod
vehicles: owner leased leased_in_receiving_state exclusive_use | rod cus
vehicles: length_cm width_cm height_cm gross_mass_kg axle_load_kg military_load_class | rod
vehicles: fuel_type tank_litres | air sea
vehicles: battery_un | air
vehicles: cleaned_on soil_free inspection_ref | pla ani
vehicles: drivers driver_licence_state route road_protection_measures | rod
vehicles: hs_code value currency | cus
vehicles: arrives_leg departs_leg | all

# B5 aircraft; the publication of 2005 asks for ground handling too
aircraft: tail_number substitute_tails type_designator operator unit | air
aircraft: callsign | air rad
aircraft: mode_s_address | air
aircraft: state_aircraft chartered sovereign_immunity_claimed | air ani cus
aircraft: captain crew_count passenger_count purpose flight_rules altitude speed_kt | air
aircraft: ppr_number | mil
aircraft: dangerous_goods_aboard | air
aircraft: weapons_fitted ejection_cartridges flares_chaff | air exp
aircraft: sensors_aboard sensors_use | air rad
aircraft: noise_or_display insurance | air
aircraft: handling_needs | mil log air
aircraft: fuel_type_litres | mil log
aircraft: disinsection | ani
aircraft: arrives_leg departs_leg | all
uas: manufacturer model serial_number takeoff_mass_g uav_registered registration_id remote_id | air
uas: operating_area ceiling_m operator_persons control_frequencies video_frequencies prior_notice_ref | air
uas: facility_manager_consent police_notice_ref payload night bvlos | air

# B6 vessels
vessels: name hull_number | sea
vessels: vessel_kind | sea cus
vessels: imo_number | sea prt
vessels: mmsi | sea
vessels: callsign_radio | sea rad
vessels: flag_state | all
vessels: loa_m beam_m draught_m air_draught_m displacement_t | prt
vessels: commanding_officer complement | sea imm
vessels: embarked_aircraft embarked_force | air imm
vessels: sovereign_immunity_claimed | ani cus
vessels: nuclear_powered nuclear_weapon_statement berth_requested pilot tugs | prt
vessels: last_ports health_status sanitation_certificate | hea
vessels: stores_dangerous | sea
vessels: ballast_water | ani
vessels: waste_services fuel_needs | log

# B7 goods
goods: line_id package_id goods_category quantity unit | all
goods: description description_host | cus
goods: nsn | own log
goods: part_number ncage | own
goods: serial_number | arm rad cus
goods: hs_code maker place_of_make unit_value currency use place_of_use user_name | cus
goods: owner importer | cus arm
goods: exclusive_official_use for_sale mixed_consignment disposition | cus
goods: quantity_out out_leg | cus arm dru exp
goods: dangerous | air sea
goods: origin_controls export_permit_ref marking crypto | own
goods: cites_appendix cites_permit | cus

# B9 arms
goods: kind make calibre country_of_make import_mark issued_to armoury_place custodian condition | arm
goods: model | arm rad cus
goods: personal_or_service carried_by_person_on_duty weapon_orders | arm
goods: magazines optics suppressor | cus
# B9 ammunition and dangerous goods
goods: un_number proper_shipping_name technical_name class_division compatibility_group | air sea exp rod
goods: subsidiary_hazard packing_group packages_number packages_kind gross_mass_kg | air sea exp rod
goods: net_mass_kg cube_m3 emergency_phone_24h | air sea exp rod
goods: neq_kg | exp prt
goods: lot_number nature rounds neq_per_round live_blank_inert | exp
goods: flash_point_c marine_pollutant limited_quantity | sea
goods: packing_instruction cargo_aircraft_only | air
goods: container_or_vehicle seal_number packing_certificate ship_own_use | sea
goods: shipper consignee vessel port_of_loading port_of_discharge | sea prt
goods: storage_place magazine_licence | exp
goods: road_route road_date escort | exp rod
goods: expended returned destroyed | exp
# B9 radios
goods: equipment | rad cus
goods: maker | rad cus
goods: station_kind frequency_min_mhz frequency_max_mhz frequencies emission power_w | rad
goods: antenna_gain_dbi antenna_height_m place radius_km from_date to_date hours | rad
goods: callsign_radio network type_approval | rad
# B9 medicines
goods: inn brand strength dose_form atc_code base_grams control_un medicine_control | dru
goods: medicine_purpose | dru hea
goods: holder holder_licence carried import_permit export_permit_home quantity_left_out medical_device | dru
goods: batch expiry storage | hea
# B9 food
goods: product animal_species animal_origin_state treatment inspection_certificate_number | ani
goods: ingredients_legible food_permit_number unopened_return_or_destruction | ani
goods: arrives_leg departs_leg | all

# B10 animals
animals: animal_id name species breed sex date_of_birth colour microchip reader_supplied purpose | ani
animals: owner handler | ani cus
animals: origin_state resident_since other_states_180d kennel_place | ani
animals: advance_notice_ref import_permit_ref export_certificate_ref aggressive | ani
animals: medicines | ani dru
animals: return_requirements_met | own
animals: arrives_leg departs_leg | all
animal_events: animal_id event date product product_kind lot valid_until | ani
animal_events: laboratory value_iu_ml document_ref | ani
"""

#: Whoever is shown a thing must be told which one it is: these columns name it, whatever the table says.
NAMES_THE_THING: Mapping[str, frozenset[str]] = {
    "people": frozenset({"surname", "given_names", "full_name"}),
    "vehicles": frozenset({"make", "model"}),
    "aircraft": frozenset({"tail_number", "type_designator"}),
    "uas": frozenset({"manufacturer", "model", "serial_number"}),
    "vessels": frozenset({"name"}),
    "packages": frozenset({"package_id", "leg_id_in"}),
    "goods": frozenset({"description"}),
    "movements": frozenset(),
}


def _read() -> dict[tuple[str, str], frozenset[str]]:
    needed: dict[tuple[str, str], frozenset[str]] = {}
    for line in _TABLES.splitlines():
        if not line or line.startswith("#"):
            continue
        sheet, _, rest = line.partition(": ")
        columns, _, offices = rest.partition(" | ")
        for column in columns.split():
            matters = {"all": ALL, "-": frozenset()}.get(offices, frozenset(offices.split()))
            needed[sheet, column] = needed.get((sheet, column), frozenset()) | matters
    return needed


#: Sheet and column to the matters of the offices that need it.
NEEDED_BY: Mapping[tuple[str, str], frozenset[str]] = _read()


def may_see(matters: frozenset[str], sheet: str, column: str) -> bool:
    """Whether an office of these matters needs a column, or is told by it which thing is meant."""
    needed = NEEDED_BY.get((sheet, column), frozenset())
    return needed == ALL or bool(needed & matters) or column in NAMES_THE_THING.get(sheet, frozenset())
