"""An intake that is set up wrongly says so and does not start."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from grievance.clock import clock_for, now
from grievance.settings import BadSetting, IntakeSettings

LEAST = {
    "GRIEVANCE_OPERATOR": "Data Workers’ Council",
    "GRIEVANCE_CONTACT": "council@example.org",
    "GRIEVANCE_DATA": "/var/lib/grievance",
}


def test_three_variables_are_enough() -> None:
    settings = IntakeSettings.from_env(LEAST)
    assert settings.data == Path("/var/lib/grievance")
    assert settings.drafts == Path("/run/grievance")
    assert not settings.demo
    assert not settings.behind_proxy


@pytest.mark.parametrize("name", LEAST)
@pytest.mark.parametrize("value", ["", "  "])
def test_a_variable_that_must_be_set_is_named_with_what_it_is_for(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name} is not set") as refused:
        IntakeSettings.from_env({**LEAST, name: value})
    assert refused.value.advice
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GRIEVANCE_OPERATOR", "x" * 301),
        ("GRIEVANCE_LEAVE_TO", "wikipedia.org"),
        ("GRIEVANCE_LEAVE_TO", "javascript:alert(1)"),
        ("GRIEVANCE_ONION", "ftp://example.onion"),
        ("GRIEVANCE_AUTHORITY", "https://intake.example.org"),
        ("GRIEVANCE_AUTHORITY", "intake.example.org/courier"),
        ("GRIEVANCE_AUTHORITY", "intake.example.org, abc.onion"),
        ("GRIEVANCE_DATABASE", "sqlite:///grievance"),
        ("GRIEVANCE_DATABASE", "postgresql://"),
        ("GRIEVANCE_DATABASE", "grievance"),
        ("GRIEVANCE_DATABASE", "postgresql://db.example.org/grievance"),
        ("GRIEVANCE_DATABASE", "postgresql://db.example.org/grievance?sslmode=require"),
        ("GRIEVANCE_BEHIND_PROXY", "yes"),
        ("GRIEVANCE_ONION_BIND", "0.0.0.0:8082"),
        ("GRIEVANCE_ONION_BIND", "127.0.0.1"),
        ("GRIEVANCE_ONION_BIND", "localhost:8082"),
        ("GRIEVANCE_THINKING", "-1"),
        ("GRIEVANCE_THINKING", "1.5"),
        ("GRIEVANCE_PREFIX_SENDS", "many"),
        ("GRIEVANCE_BUSY_SENDS", "9" * 12),
        ("GRIEVANCE_DEMO", "true"),
        ("GRIEVANCE_DEMO_DATE", "27.11.2026"),
    ],
)
def test_a_value_that_can_mean_nothing_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name} "):
        IntakeSettings.from_env({**LEAST, "GRIEVANCE_DEMO": "1", name: value})


def test_every_variable_is_read() -> None:
    settings = IntakeSettings.from_env(
        {
            **LEAST,
            "GRIEVANCE_DRAFTS": "/run/drafts",
            "GRIEVANCE_REFERENCE": "/etc/grievance",
            "GRIEVANCE_LEAVE_TO": "https://example.org/weather",
            "GRIEVANCE_ONION": "http://example.onion",
            "GRIEVANCE_BEHIND_PROXY": "1",
            "GRIEVANCE_ONION_BIND": "127.0.0.1:8082",
            "GRIEVANCE_THINKING": "0",
            "GRIEVANCE_PREFIX_SENDS": "11",
            "GRIEVANCE_ONION_SENDS": "12",
            "GRIEVANCE_BUSY_SENDS": "13",
            "GRIEVANCE_WEEKLY_SENDS": "14",
            "GRIEVANCE_SLIP_REQUIRED": "1",
            "GRIEVANCE_DEMO": "1",
            "GRIEVANCE_DEMO_DATE": "2026-10-05",
        }
    )
    assert settings.drafts == Path("/run/drafts")
    assert settings.reference == Path("/etc/grievance")
    assert settings.leave_to == "https://example.org/weather"
    assert settings.onion == "http://example.onion"
    assert settings.behind_proxy
    assert settings.onion_bind == ("127.0.0.1", 8082)
    assert settings.thinking == 0
    limits = (settings.prefix_sends, settings.onion_sends, settings.busy_sends)
    assert (*limits, settings.weekly_sends) == (11, 12, 13, 14)
    assert settings.slip_required
    assert settings.demo_date == date(2026, 10, 5)


def test_only_the_demo_may_pretend_another_day() -> None:
    with pytest.raises(BadSetting, match="GRIEVANCE_DEMO_DATE"):
        IntakeSettings.from_env({**LEAST, "GRIEVANCE_DEMO_DATE": "2026-10-05"})


def test_the_clock_tells_utc_and_the_demo_another_day_of_it() -> None:
    assert now().tzinfo is UTC
    shifted = clock_for(date(2020, 2, 29))
    assert shifted().date() in {date(2020, 2, 29), date(2020, 3, 1)}
    assert shifted().tzinfo is UTC
    real = clock_for(None)
    assert abs((real() - datetime.now(UTC)).total_seconds()) < 5


def test_an_authority_is_kept_as_clients_write_it() -> None:
    typed = " Intake.Example.org:443\tabcdef.onion:80  [::1]:8080 127.0.0.1:8080 "
    settings = IntakeSettings.from_env({**LEAST, "GRIEVANCE_AUTHORITY": typed})
    assert settings.authority == (
        "intake.example.org",
        "abcdef.onion",
        "[::1]:8080",
        "127.0.0.1:8080",
    )
    assert IntakeSettings.from_env(LEAST).authority is None
