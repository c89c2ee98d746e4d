"""The commands of `krets`, one module for a noun; each only reads its options, calls a room, and prints."""
