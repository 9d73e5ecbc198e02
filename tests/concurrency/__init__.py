"""Races: several connections on a clone of the database, each with the control that shows the race without its guard."""
