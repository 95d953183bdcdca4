"""The manifest as it is stated: `reading.read_visit` reads a folder, a visit.toml or a workbook, strictly."""
