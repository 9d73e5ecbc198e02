"""Who acts for a force (供水, 驻社区单位 …) has a capacity over its division; reporting an issue has a code of its own."""

from django.db import migrations, models

from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_capacities_end_once"),
        ("places", "0005_first_spells"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="capacity",
            name="people_capacity_has_one_scope",
        ),
        migrations.RemoveConstraint(
            model_name="capacity",
            name="people_capacity_names_its_department",
        ),
        migrations.AlterField(
            model_name="capacity",
            name="kind",
            field=models.CharField(
                choices=[
                    ("street", "街道办事处工作人员"),
                    ("community", "社区工作人员"),
                    ("department", "职能部门工作人员"),
                    ("administrator", "规则管理员"),
                    ("environment", "环境和物业管理委员会成员"),
                    ("partner", "参与力量工作人员"),
                    ("committee", "业主委员会委员"),
                    ("teller", "监票计票人"),
                    ("interim", "物业管理委员会成员"),
                    ("self_managed", "物业自管组织成员"),
                    ("preparatory", "筹备组成员"),
                    ("renewal", "换届小组成员"),
                    ("supervisor", "业主监督委员会成员"),
                    ("firm", "物业项目负责人"),
                    ("quality", "义务质量总监"),
                    ("secretary", "专职秘书"),
                    ("delegate", "受托办理人"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="code",
            name="purpose",
            field=models.CharField(
                choices=[("sign_in", "登录"), ("claim", "认领"), ("cast", "投票"), ("report", "报事")], max_length=8
            ),
        ),
        migrations.AddConstraint(
            model_name="capacity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("division__isnull", False),
                        ("estate__isnull", True),
                        ("kind__in", ("street", "community", "department", "administrator", "environment", "partner")),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "kind__in",
                                ("street", "community", "department", "administrator", "environment", "partner"),
                            ),
                            _negated=True,
                        ),
                        ("division__isnull", True),
                        ("estate__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="people_capacity_has_one_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["department", "partner"]), models.Q(("department", ""), _negated=True)),
                    models.Q(models.Q(("kind__in", ["department", "partner"]), _negated=True), ("department", "")),
                    _connector="OR",
                ),
                name="people_capacity_names_its_department",
            ),
        ),
    ]
    operations = together(operations)
