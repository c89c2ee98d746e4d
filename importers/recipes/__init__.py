"""Options for the shapes of known publishers, one TOML file each: data that a source names with `recipe=NAME`, never code."""
