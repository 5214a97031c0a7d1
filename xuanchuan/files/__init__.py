"""Everything that opens a path: atomic writes, safe names, manifests, TOML, encodings."""
