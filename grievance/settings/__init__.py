"""What an operator decides, read once from the environment, refused when incomplete.

    settings = IntakeSettings.from_env(os.environ)

Every field names its variable and says what it is for; `docs/operator/settings.md` lists them
and a test keeps the two equal.
"""

from __future__ import annotations

from grievance.settings.desk import DeskSettings
from grievance.settings.intake import IntakeSettings
from grievance.settings.reading import BadSetting

__all__ = ["BadSetting", "DeskSettings", "IntakeSettings"]
