"""The result of the demonstration's assembly as one document, for whoever checks it from outside."""

from django.conf import settings
from django.urls import reverse

from gongzhi.config.home import PROJECT
from gongzhi.documents.queries import published, typeset
from gongzhi.kernel.area import plain_area
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.voting.actions.publish_result import title_of
from gongzhi.voting.models import Assembly
from gongzhi.voting.queries.results import outcome, results_of


def result_of(estate: Estate) -> dict[str, object]:
    """Estate, PDF of the result notice, public path, totals of the roll, and one row a motion or option."""
    assembly = Assembly.objects.select_related("roll").filter(estate=estate).order_by("serial").first()
    assert assembly is not None
    assert assembly.roll is not None
    assert assembly.closes_at is not None
    document = published(f"assembly:{assembly.pk}", estate.pk, "result")[0]
    pdf = PROJECT / "var" / "demo" / "result.pdf"
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pdf.write_bytes(typeset(document))
    return {
        "estate": estate.code,
        "result_pdf": str(pdf),
        "public_path": reverse("voting:assembly", args=[estate.code, assembly.serial]),
        "address": settings.PUBLIC_ADDRESS,
        "units": assembly.roll.units,
        "heads": assembly.roll.heads,
        "area": plain_area(assembly.roll.area or 0),
        "motions": [
            {
                "title": title_of(row["result"]),
                "matter": row["result"].motion.matter,
                "on": law_day(assembly.closes_at).isoformat(),
                "jurisdiction": estate.place,
                **{k: row["result"].sums[k] for k in ("roll", "took_part", "in_favour")},
                "passed": row["result"].passed,
                "in_effect": row["in_effect"],
            }
            for row in outcome(results_of(assembly))
        ],
    }
