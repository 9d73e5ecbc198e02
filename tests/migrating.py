"""`gongzhi migrate` for a test database: the same command without drawing whole models anew for each constraint.

Django draws a model and all that refer to it again whenever a constraint or an index is added, which is most of the
time of our migrations. What is drawn knows the addition all the same: it is written into the model that is there.
"""

import sys
from typing import Any

from django.db.migrations.state import ProjectState

from gongzhi.config.cli import main


def append_option(self: ProjectState, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
    """As Django's, but the drawn model is told instead of drawn again."""
    options = self.models[app_label, model_name].options
    options[option_name] = [*options[option_name], obj]
    if "apps" in self.__dict__:
        setattr(self.apps.get_model(app_label, model_name)._meta, option_name, options[option_name])


if __name__ == "__main__":
    ProjectState._append_option = append_option
    sys.exit(main(["migrate"]))
