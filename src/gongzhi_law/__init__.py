"""The law of owners' self-government as dated, cited data: no Django, no clock, no network, no float."""
