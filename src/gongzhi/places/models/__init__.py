"""Where things are: divisions down to the community, estates (the tenant) and their history, buildings, grids."""

from gongzhi.places.models.estates import Building, Division, Estate, Phase
from gongzhi.places.models.grids import Grid, GridCover
from gongzhi.places.models.history import EstateVersion, LevelSpell, ManagementFix, ManagementSpell
from gongzhi.places.models.renovations import Renovation
from gongzhi.places.models.succession import EstateEnd, Succession, SuccessionItem

__all__ = [
    "Building",
    "Division",
    "Estate",
    "EstateEnd",
    "EstateVersion",
    "Grid",
    "GridCover",
    "LevelSpell",
    "ManagementFix",
    "ManagementSpell",
    "Phase",
    "Renovation",
    "Succession",
    "SuccessionItem",
]
