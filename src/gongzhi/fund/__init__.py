"""Shared money. For now only the reading of bank and payment statements."""
