"""Where things are: divisions down to the community, estates (the tenant), buildings."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel.tenancy import TenantForeignKey


class Division(models.Model):
    """An administrative division by its official code: province 2, city 4, county 6, street 9, community 12 digits."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省")
        CITY = "city", _("市")
        COUNTY = "county", _("区县")
        STREET = "street", _("镇街")
        COMMUNITY = "community", _("社区")

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="places_division_code_fits_level",
                condition=models.Q(level="province", code__regex=r"^\d{2}$")
                | models.Q(level="city", code__regex=r"^\d{4}$")
                | models.Q(level="county", code__regex=r"^\d{6}$")
                | models.Q(level="street", code__regex=r"^\d{9}$")
                | models.Q(level="community", code__regex=r"^\d{12}$"),
            )
        ]


class Estate(models.Model):
    """小区: the tenant on which every row of an estate hangs.

    `name`, `management` and `level` are those of the spells in force now; the database keeps them so. From `ended_on`
    the estate is read only: it was merged or split (物业管理条例第9条).
    """

    class Kind(models.TextChoices):
        COMMODITY = "commodity", _("商品住宅")
        OLD_COURTYARD = "old_courtyard", _("老旧院落")
        RESETTLEMENT = "resettlement", _("拆迁安置")
        RENEWED = "renewed", _("新改造老旧")
        RURAL = "rural", _("乡村集中")

    class Management(models.TextChoices):
        LUMP_SUM = "lump_sum", _("包干制")
        REMUNERATION = "remuneration", _("酬金制")
        TRUST = "trust", _("信托制")
        SELF = "self", _("自管")
        NONE = "none", _("无物业")

    class Level(models.TextChoices):
        L1 = "l1", _("L1 公示报事")
        L2 = "l2", _("L2 加公共收益")
        L3 = "l3", _("L3 加表决")
        L4 = "l4", _("L4 加评议考核")

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    community = models.ForeignKey(Division, models.PROTECT, related_name="estates")
    address = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    management = models.CharField(max_length=16, choices=Management.choices)
    level = models.CharField(max_length=2, choices=Level.choices, default=Level.L1)
    duty_phone = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=models.Q(ended_on__isnull=True),
                name="places_estate_name_once_a_community",
            ),
            models.CheckConstraint(
                name="places_estate_code_is_plain",
                condition=models.Q(code__regex=r"^[a-z0-9][a-z0-9-]{1,39}$"),
            ),
        ]

    @property
    def place(self) -> str:
        """The GB/T 2260 county code by which the law of this estate is found."""
        return self.community_id[:6]


class Phase(models.Model):
    """分期 of an estate; without `delivered_on` its units count to the developer as one head (法释〔2020〕17号第9条)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="phases")
    name = models.CharField(max_length=30)
    delivered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_phase_tenant"),
            models.UniqueConstraint(fields=["estate", "name"], name="places_phase_name_once"),
        ]


class Building(models.Model):
    """A building of an estate, by the name on its wall, and the phase it belongs to where there are phases."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="buildings")
    name = models.CharField(max_length=30)
    phase = TenantForeignKey(Phase, null=True, related_name="buildings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_building_tenant"),
            models.UniqueConstraint(fields=["estate", "name"], name="places_building_name_once"),
        ]
