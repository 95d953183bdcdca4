"""Side-by-side benchmarks: Comity beside the bare conditions, OpenFisca, Cedar and Zen, on the same lines.

`python -m bench` measures everything and prints one Markdown table; `--quick` leaves a million lines out.
"""
