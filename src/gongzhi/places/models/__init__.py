"""Where things are: divisions down to the community, estates (the tenant), buildings, grids."""

from gongzhi.places.models.estates import Building, Division, Estate
from gongzhi.places.models.grids import Grid, GridCover

__all__ = ["Building", "Division", "Estate", "Grid", "GridCover"]
