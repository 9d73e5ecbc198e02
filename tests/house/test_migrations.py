"""Migrations: named by what they do, reversible, free of product code, and complete."""

import ast
import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.special import RunPython, RunSQL

from gongzhi.config.home import PROJECT

pytestmark = pytest.mark.check
FILES = sorted((PROJECT / "src" / "gongzhi").glob("**/migrations/0*.py"))
OURS = {path.parent.parent.name for path in FILES}


@pytest.mark.django_db
def test_no_model_changed_without_its_migration() -> None:
    said = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    assert "No changes detected" in said.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_a_migration_is_named_and_stands_alone(path: Path) -> None:
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", path.stem)
    assert "_auto_" not in path.stem
    for node in ast.walk(ast.parse(path.read_text())):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            # A field class that a column is made of is the one thing a migration may know of the product.
            assert not name.startswith("gongzhi") or name in {"gongzhi.kernel.tenancy"}, f"{path.name} imports {name}"


@pytest.mark.django_db
def test_every_step_can_be_taken_back() -> None:
    loader = MigrationLoader(connection)
    wrong = []
    seen = 0
    for (app, name), migration in loader.disk_migrations.items():
        if app not in OURS:
            continue
        for step in migration.operations:
            if isinstance(step, RunSQL | RunPython):
                seen += 1
                if not step.reversible:
                    wrong.append(f"{app}.{name}")
    assert seen > 0
    assert wrong == []
