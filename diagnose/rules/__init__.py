"""The engine: conditions, the network, experta's agenda, the sweep. No files, no YAML, no clock."""
