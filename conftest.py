"""The plugins every test of this project uses."""

pytest_plugins = ["tests.clauses_plugin", "tests.database", "tests.server", "tests.browser", "tests.network"]
