"""Committees for tests, seated as the demonstration seats them: also for rooms below `bodies`."""

from gongzhi.config.demo.committees import seat_committee

__all__ = ["seat_committee"]
