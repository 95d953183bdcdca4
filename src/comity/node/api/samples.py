"""A command for each operation, asking a node on this machine; docs/reference/api.md shows the answers."""

from collections.abc import Mapping

#: Where the commands look for the node.
NODE = "http://localhost:8000"

_SAMPLES = {
    "list_agreements": "curl '{api}/agreements?party=JP&family=access&on=2024-05-02'",
    "show_agreement": "curl '{api}/agreements/jp-fr-raa?on=2024-05-02'",
    "list_claims": "curl {api}/agreements/jp-fr-raa/claims",
    "list_changes": "curl '{api}/changes?since=2024-04-30&until=2024-05-02&party=FR'",
    "list_states": "curl {api}/states",
    "list_rulebooks": "curl {api}/rulebooks",
    "show_rulebook": "curl {api}/rulebooks/jp-au-raa",
    "show_article": "curl {api}/rulebooks/jp-au-raa/articles/VI",
    "compare_rulebooks": "curl {api}/rulebooks/jp-au-raa/beside/jp-gb-raa",
    "list_facts": "curl -H 'Accept-Language: fr' '{api}/vocabulary/facts?sheet=vehicles'",
    "list_whats": "curl {api}/vocabulary/whats",
    "list_authorities": "curl {api}/vocabulary/authorities",
    "get_template": "curl -o visit.xlsx '{api}/template?activity=exercise'",
    "assess_visit": "curl -H 'Prefer: wait=20' "
    "-F files=@examples/bushido-guardian-23/as-received/load-and-roll.xlsx "
    "-F receiving_state=JP -F sending_state=AU -F start=2023-08-30 -F end=2023-09-18 -F on=2023-08-14 "
    "{api}/assessments",
    "get_assessment": "curl -i {api}/assessments/TOKEN",
    "remove_assessment": "curl -X DELETE {api}/assessments/TOKEN",
}
#: By operation, the command.
SAMPLES: Mapping[str, str] = {
    name: command.format(api=f"{NODE}/api/v1") for name, command in _SAMPLES.items()
}
