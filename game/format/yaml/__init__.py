"""A file as YAML: its characters, and nodes that know where they stand."""
