"""The plugins every test of this project uses."""

pytest_plugins = ["tests.database", "tests.server", "tests.browser", "tests.network", "tests.clauses_plugin"]
