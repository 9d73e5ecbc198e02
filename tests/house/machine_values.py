"""What stands in the addresses of other systems: a key, two webhooks, a sheet of tickets, a layout, a regular report."""

import io
from typing import Any
from uuid import uuid4

import xlsxwriter

from gongzhi.issues.actions.add_hook import add_hook
from gongzhi.issues.actions.add_layout import add_layout
from gongzhi.issues.actions.draft_env_report import draft_env_report
from gongzhi.issues.actions.preview_tickets import preview_tickets
from gongzhi.issues.models import ApiKey
from gongzhi.kernel.clock import law_day
from gongzhi.voting.tests.made import Made


def machine_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter, all of the community of the estate."""
    here, at = made.estate.community, made.now
    shared: dict[str, Any] = {"division": here, "by": made.worker, "at": at}
    key = ApiKey.objects.create(digest=uuid4().bytes, client="平台", division=here, made_at=at, by="p0", entry=0)
    inwards = add_hook(way="in", name="12345", source="hotline", **shared)
    on = law_day(at)
    table = f"工单编号,受理时间,小区,内容\n{uuid4().hex},{on.isoformat()},{made.estate.name},路灯不亮\n".encode()
    sheet = preview_tickets(source="hotline", file_name="工单.csv", content=table, **shared)
    layout = add_layout(name="月报", file_name="月报.xlsx", content=_marked(), **shared)
    report = draft_env_report(period=f"{on.year}-{on.month:02d}", **shared)
    return {
        "way": "out",
        "key_id": key.pk,
        "hook_id": inwards.pk,
        "hook_slug": inwards.slug,
        "sheet_id": sheet.pk,
        "layout_id": layout.pk,
        "env_report_id": report.pk,
        "service_code": "street_light",
    }


def _marked() -> bytes:
    """A table with a mark, another at every call: the file store of the tests is shared."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("表")
        page.write("A1", uuid4().hex)
        page.write("A2", "{{编号}}")
    return out.getvalue()
