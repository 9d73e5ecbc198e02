"""Add to the explanation of a motion, on what was said elsewhere."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.voting.actions.lock_draft import lock_draft
from gongzhi.voting.models import Motion

EXPLAINED = journal.event("voting.motion.explained", number=Fact.NUMBER, words=Fact.TEXT)
LONGEST = 20_000


@act
@official
def explain_motion(*, motion: Motion, words: str, basis: int | None = None, by: Person, at: datetime) -> Motion:
    """Adds a paragraph to what is printed beside a motion and not voted on, citing the entry it comes from (B2.11).

    Refuses all but the convener while the assembly is a draft. Wrong input: no words, the same words again, more than
    20,000 characters in all.
    """
    assembly = lock_draft(motion.assembly, by=by, at=at)
    found = Motion.objects.select_for_update(of=("self",)).filter(estate=assembly.estate, pk=motion.pk).first()
    if found is None:
        raise NotHere
    kept = words.strip()
    if not kept:
        raise BadInput(_("请写明说明。"), {"words": _("必填")})
    if kept in found.explanation:
        raise BadInput(_("这段说明已经在议题里。"), {"words": _("不用再放一次")})
    whole = "\n".join(part for part in (found.explanation, kept) if part)
    if len(whole) > LONGEST:
        raise BadInput(_("说明太长了。"), {"words": _("最多 20000 个字")})
    journal.record(
        EXPLAINED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=keys.pseudonym(assembly.estate_id, by.pk),
        at=at,
        basis=basis,
        number=found.number,
        words=kept,
    )
    found.explanation = whole
    found.save(update_fields=["explanation"])
    return found
