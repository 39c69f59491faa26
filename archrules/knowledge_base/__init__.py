"""From files to typed, checked knowledge: reading, strict YAML with positions, validation."""
