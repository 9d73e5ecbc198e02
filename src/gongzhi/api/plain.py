"""How values are printed: instants with the offset of Beijing, pages of a list."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import ConfigDict, Field, GetCoreSchemaHandler, field_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.writing import readable

T = TypeVar("T")
_DIGITS = re.compile(r"-?[0-9]{1,18}")
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
PageSize = Annotated[int, Query(ge=1, le=200)]


def numbers(node: Any, whole: Callable[[Any], Any]) -> Any:
    """A core schema with each schema of a whole number or of true and false in it changed by `whole`."""
    if isinstance(node, list | tuple):
        return type(node)(numbers(member, whole) for member in node)
    if not isinstance(node, dict):
        return node
    kept = {name: part if name in ("metadata", "keys_schema") else numbers(part, whole) for name, part in node.items()}
    return whole(kept) if node.get("type") in ("int", "bool") else kept


def _strict(node: Any) -> Any:
    """In JSON neither "1" nor 1.0 nor true is taken for 1, nor anything but true for true."""
    return {**node, "strict": True}


def _written(node: Any) -> Any:
    """In a form everything is text: a whole number is its digits alone."""
    return core_schema.no_info_before_validator_function(_digits, node) if node["type"] == "int" else node


def _digits(value: Any) -> Any:
    if isinstance(value, bool | float) or (isinstance(value, str) and not _DIGITS.fullmatch(value)):
        raise PydanticCustomError("int_type", "digits alone")
    return value


def wrong_words(error: Any) -> str:
    """What is wrong with one value, in words, from an error of pydantic."""
    said = {
        "int_type": _("要写成整数，不加引号，不写小数点"),
        "bool_type": _("只能是 true 或者 false，不加引号"),
    }
    return said.get(error["type"]) or str(error["msg"])


class Given(Schema):
    """The body of an act: a field that the act does not know is wrong input, never ignored; nothing is taken for a number."""

    model_config = ConfigDict(extra="forbid", str_max_length=20_000)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema as drawn from the fields, with strict numbers."""
        found: CoreSchema = numbers(handler(source), _strict)
        return found

    @field_validator("*", mode="after")
    @classmethod
    def must_be_readable(cls, value: Any) -> Any:
        """Texts hold no control character and nothing that reverses the order of reading."""
        members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        if not all(readable(member) for member in members if isinstance(member, str)):
            raise ValueError("control characters")
        return value


class Sent(Given):
    """The fields of a form that goes along with a file."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema as drawn from the fields, with numbers written in digits."""
        found: CoreSchema = numbers(handler(source), _written)
        return found


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
