"""What exists and what it means: records, rules and the one write path. Imports no other room."""
