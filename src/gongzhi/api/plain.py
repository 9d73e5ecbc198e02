"""How values are printed: instants with the offset of Beijing, pages of a list."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.core.paginator import Paginator
from ninja import Query, Schema
from pydantic import ConfigDict, Field, field_validator

from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.writing import readable

T = TypeVar("T")
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
PageSize = Annotated[int, Query(ge=1, le=200)]


class Given(Schema):
    """The body of an act: a field that the act does not know is wrong input, never ignored."""

    model_config = ConfigDict(extra="forbid", str_max_length=20_000)

    @field_validator("*", mode="after")
    @classmethod
    def must_be_readable(cls, value: Any) -> Any:
        """Texts hold no control character and nothing that reverses the order of reading."""
        members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        if not all(readable(member) for member in members if isinstance(member, str)):
            raise ValueError("control characters")
        return value


class Words(Given):
    """Words."""

    words: str


class Why(Given):
    """Why."""

    reason: str


class PublicWhy(Given):
    """The reason, which is public."""

    reason: str


class Number(Given):
    """The phone number a code goes to."""

    number: str


class Page(Schema, Generic[T]):
    """One page of a list."""

    count: int = Field(description="how many there are in all")
    page: int
    pages: int
    items: list[T]


def page_of(rows: Any, page: int, size: int, shown: Callable[[Any], Any]) -> dict[str, Any]:
    """The page of a query set or list; a page beyond the last is empty."""
    paginator = Paginator(rows, size)
    items = [shown(row) for row in paginator.page(page).object_list] if page <= paginator.num_pages else []
    return {"count": paginator.count, "page": page, "pages": paginator.num_pages, "items": items}


def instant(at: datetime | None) -> str | None:
    """ISO 8601 with the offset of Beijing."""
    return at.astimezone(BEIJING).isoformat() if at else None


def day(on: date | None) -> str | None:
    """ISO 8601, a day in Beijing."""
    return on.isoformat() if on else None
