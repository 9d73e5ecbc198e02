"""What is due about who stands for election and who is listed: vetting, publishing, answers, reasons, declarations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Candidate, Hearing, ListObjection, Slate, WrittenReason
from gongzhi.bodies.queries.composition import facts_over, judged, seats_over
from gongzhi.bodies.queries.declarations import declared_over
from gongzhi.bodies.queries.env import Pair, pairs_over
from gongzhi.bodies.queries.findings import shown
from gongzhi.bodies.queries.large_estates import marked_over
from gongzhi.bodies.queries.slates import answer_due, answer_rule, place_of_objection
from gongzhi.bodies.states import BodyState, CandidateState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi_law import composition

K, B, S = Capacity.Kind, Body.Kind, CandidateState
VETTING = "《社区党组织领导下的“三方联动”机制实施方案》第二部分（一）3"
ENV = "《社区党组织领导下的“三方联动”机制实施方案》附件2第一条"
Found = list[tuple[int, Duty]]


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements; a community's stand at its first estate."""
    standing = {pk: estate for pk, estate in estates.items() if estate.ended_on is None}
    first = {estate.community_id: pk for pk, estate in sorted(standing.items(), reverse=True)}
    on = law_day(at)
    pairs = pairs_over(first, on=on)
    bodies = _judged_bodies(standing, pairs)
    found: dict[int, list[Duty]] = defaultdict(list)
    for part in (
        _slates(standing),
        _objections(standing, first),
        _reasons(standing, first, bodies, on),
        _env(first, pairs, on),
    ):
        for pk, duty in part:
            found[pk].append(duty)
    return dict(found)


def _slates(estates: Mapping[int, Estate]) -> Found:
    """Candidates nobody vetted, and lists that could be published."""
    rows = Slate.objects.filter(estate__in=estates, closed_on__isnull=True, published_on__isnull=True).order_by("pk")
    states: dict[int, list[str]] = defaultdict(list)
    slates = list(rows)
    for slate_id, state in Candidate.objects.filter(slate__in=slates).values_list("slate_id", "state"):
        states[slate_id].append(state)
    found: Found = []
    for slate in slates:
        url = reverse("bodies:desk_slate", args=[estates[slate.estate_id].code, slate.pk])
        unvetted = states[slate.pk].count(S.CONSENTED)
        words = {"title": slate.title, "n": unvetted}
        if unvetted:
            title = _("%(title)s：审核 %(n)s 名候选人") % words
            found.append((slate.estate_id, Duty(title, None, str(K.STREET.label), VETTING, url)))
        elif S.LISTED in states[slate.pk]:
            title = _("%(title)s：公布候选人名单") % words
            found.append((slate.estate_id, Duty(title, None, str(K.COMMUNITY.label), VETTING, url)))
    return found


def _objections(estates: Mapping[int, Estate], first: Mapping[str, int]) -> Found:
    """Objections to candidates and members that wait for their written answer; those to a formation stand with it."""
    rows = ListObjection.objects.filter(answered_at__isnull=True, formation_id__isnull=True).select_related(
        "estate__community", "body"
    )
    found: Found = []
    within = rows.filter(estate__in=estates)
    above = rows.filter(estate__isnull=True, body__division__in=list(first))
    for row in (within | above).order_by("number"):
        if row.estate is not None:
            pk, url = row.estate.pk, reverse("bodies:answer_list_objection", args=[row.estate.code, row.pk])
        else:
            assert row.body is not None  # noqa: S101  (a check constraint)
            code = str(row.body.division_id)
            pk, url = first[code], reverse("bodies:division_answer_list_objection", args=[code, row.pk])
        rule = answer_rule(law_day(row.at), place_of_objection(row))
        title = _("书面答复对名单的第 %(n)s 号异议") % {"n": row.number}
        found.append((pk, Duty(title, answer_due(row), str(K.COMMUNITY.label), rule.cites, url)))
    return found


def _judged_bodies(estates: Mapping[int, Estate], pairs: Mapping[str, Pair]) -> list[Body]:
    rows = Body.objects.filter(estate__in=estates, state=BodyState.STANDING, kind__in=list(composition.JUDGED))
    found = list(rows.select_related("estate", "division").order_by("pk"))
    return found + [pair.env for pair in pairs.values() if pair.env is not None and judged(pair.env)]


def _reasons(estates: Mapping[int, Estate], first: Mapping[str, int], bodies: Iterable[Body], on: date) -> Found:
    """Bodies that break what may block, and bodies that depart from a paper without a written reason (A1.3)."""
    known = {body.pk: body for body in bodies}
    reasons: dict[int, list[WrittenReason]] = defaultdict(list)
    for row in WrittenReason.objects.filter(body__in=known):
        reasons[row.body_id or 0].append(row)
    found: Found = []
    for pk, facts in facts_over(known.values(), on, named=False).items():
        body = known[pk]
        if not facts.members:
            continue  # a body without members has other duties
        rows = shown(composition.check(facts), reasons[pk])
        place = body.estate_id or first[str(body.division_id)]
        who = K.STREET if body.kind == B.INTERIM else K.COMMUNITY
        blocking = [row for row in rows if row.finding.passed is False and row.finding.blocks]
        wanting = [row for row in rows if row.asks_for_a_reason]
        url = _checks(body)
        if blocking:
            title = _("%(name)s：改正 %(n)s 项组成不符合") % {"name": body.name, "n": len(blocking)}
            found.append((place, Duty(title, None, str(who.label), blocking[0].finding.cite, url)))
        if wanting:
            title = _("%(name)s：%(n)s 项与文件要求不同，写明理由") % {"name": body.name, "n": len(wanting)}
            found.append((place, Duty(title, None, str(who.label), wanting[0].finding.cite, url)))
    return found


def _env(first: Mapping[str, int], pairs: Mapping[str, Pair], on: date) -> Found:
    """The committees of communities: terms that end apart (B7.5), members not heard about or undeclared (B7.6), estates unsized."""
    envs = {code: pair.env for code, pair in pairs.items() if pair.env is not None}
    seats = seats_over([body.pk for body in envs.values()], on)
    people = {row.person_id for rows in seats.values() for row in rows}
    said = declared_over(envs.values(), people)
    heard = set(Hearing.objects.filter(body__in=list(envs.values())).values_list("body_id", "person_id"))
    unsized = _unsized(envs)
    found: Found = []

    def add(code: str, title: str, page: str) -> None:
        found.append((first[code], Duty(title, None, str(K.COMMUNITY.label), ENV, page)))

    for code, body in envs.items():
        sitting = {row.person_id for row in seats[body.pk]}
        page = reverse("bodies:env", args=[code])
        if pairs[code].apart:
            add(code, _("%(name)s的届满日与居委会不同，换届时对齐") % {"name": body.name}, page)
        silent = [pk for pk in sitting if not ((d := said.get((body.pk, pk))) and d.voluntary)]
        if silent:
            words = _("%(name)s有 %(n)s 名成员没有自愿无偿声明")
            add(code, words % {"name": body.name, "n": len(silent)}, _checks(body))
        unheard = [pk for pk in sitting if (body.pk, pk) not in heard]
        if unheard:
            words = _("%(name)s有 %(n)s 名成员没有附征求意见的结果")
            add(code, words % {"name": body.name, "n": len(unheard)}, _checks(body))
        if unsized.get(code):
            add(code, _("认定 %(n)s 个小区是否规模较大") % {"n": unsized[code]}, f"{page}#estates")
    return found


def _unsized(communities: Iterable[str]) -> dict[str, int]:
    """How many estates of each community nobody has called large or not."""
    rows = Estate.objects.filter(community__in=list(communities), ended_on__isnull=True)
    marked = marked_over(communities)
    counts: dict[str, int] = defaultdict(int)
    for pk, code in rows.values_list("pk", "community_id"):
        counts[code] += pk not in marked
    return dict(counts)


def _checks(body: Body) -> str:
    if body.estate is not None:
        return reverse("bodies:desk_checks", args=[body.estate.code, body.pk])
    return reverse("bodies:desk_division_checks", args=[body.division_id, body.pk])
