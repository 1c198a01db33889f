"""The address of a database leads to one place, here or behind verified TLS, and nowhere else."""

from __future__ import annotations

import pytest

from grievance.settings import BadSetting, IntakeSettings
from tests.unit.test_settings import LEAST

HERE = "?host=/run/postgresql"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:///grievance?host=/run/postgresql",
        "postgresql:///grievance?host=%2Frun%2Fpostgresql",
        "postgresql://grievance@/grievance?host=/run/postgresql&port=5433",
        "postgresql://grievance:secret@localhost:5433/grievance",
        "postgresql://grievance:secret@[::1]/grievance",
        "postgresql://grievance@db.example.org/grievance?sslmode=verify-full",
        "postgresql:///grievance?host=db.example.org&sslmode=verify-full&sslrootcert=/etc/ca.pem",
    ],
)
def test_a_database_is_on_this_machine_or_behind_verified_tls(address: str) -> None:
    settings = IntakeSettings.from_env({**LEAST, "GRIEVANCE_DATABASE": address})
    assert settings.database == address
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://db.example.org/grievance",
        "postgresql://db.example.org/grievance?sslmode=require",
        "postgresql:///grievance?host=10.0.0.5",
        # Wherever the environment or the driver leads.
        "postgresql:///grievance",
        "postgresql://grievance@/grievance?port=5433",
        "postgresql:///grievance?host=",
        # Another address beside the name, or another place.
        f"postgresql:///grievance{HERE}&hostaddr=10.0.0.5",
        "postgresql://localhost/grievance?hostaddr=10.0.0.5",
        f"postgresql:///grievance{HERE}&service=elsewhere",
        f"postgresql:///grievance{HERE}&servicefile=/tmp/services",
        f"postgresql:///grievance{HERE}&dbname=host%3D10.0.0.5",
        f"postgresql:///grievance{HERE}&host%61ddr=10.0.0.5",
        f"postgresql:///grievance{HERE}&options=-csearch_path%3Dx",
        # Two places.
        "postgresql://localhost,10.0.0.5/grievance",
        "postgresql:///grievance?host=/run/postgresql,10.0.0.5",
        "postgresql:///grievance?host=/run/postgresql%2C10.0.0.5",
        "postgresql:///grievance?host=/run/postgresql&host=10.0.0.5",
        "postgresql://localhost/grievance?host=10.0.0.5&sslmode=verify-full",
        f"postgresql:///grievance{HERE}&port=5432,5433",
        # What the driver and a reader of addresses see differently.
        "postgresql://user:word@10.0.0.5@localhost/grievance",
        "postgresql://localhost?x@10.0.0.5/grievance",
        "postgresql://localhost%2C10.0.0.5/grievance",
        f"postgresql:///grievance{HERE}#,10.0.0.5",
        "postgresql://[::1/grievance",
        "postgresql:///host=10.0.0.5",
    ],
)
def test_an_address_that_could_lead_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(BadSetting, match=r"^GRIEVANCE_DATABASE "):
        IntakeSettings.from_env({**LEAST, "GRIEVANCE_DATABASE": address})


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://grievance:hunter2@db.example.org/grievance",
        "postgresql://grievance:hunter2@[db/grievance",
        "postgresql://grievance:[hunter2]@localhost/grievance?x=hunter2",
        "postgresql://grievance:hunter2\u2100@localhost/grievance?password=hunter2",
        "postgresql://grievance:hunter2/@localhost/grievance",
    ],
)
def test_a_password_is_not_repeated_where_the_address_is_refused(address: str) -> None:
    with pytest.raises(BadSetting, match=r"^GRIEVANCE_DATABASE ") as refused:
        IntakeSettings.from_env({**LEAST, "GRIEVANCE_DATABASE": address})
    assert "hunter2" not in f"{refused.value}{refused.value.__cause__}"
