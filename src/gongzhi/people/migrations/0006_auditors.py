"""Auditors have a seat of their own, read-only, in one estate."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_partners"),
    ]

    operations = [
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
                    ("auditor", "审计人员"),
                ],
                max_length=16,
            ),
        ),
    ]
