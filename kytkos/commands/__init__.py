"""The commands, by the work they do."""
