"""A release is published for a period that was closed, once, and followed by what follows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.courier import frames
from grievance.courier.errors import (
    BodyChanged,
    NotFrozen,
    NotYours,
    ReleaseTurnedDown,
    Replayed,
    Unreadable,
)
from grievance.opening.keys import SigningKey
from grievance.publishing.withdrawing import withdrawn
from grievance.release.plan import View
from grievance.release.verify import verify_zip
from grievance.store.errors import ReleaseOutOfOrder, ReleaseTaken
from tests.kit.released import REASON
from tests.kit.small_release import a_release
from tests.unit.courier.calling import CLOSES, Organisation, signed
from tests.unit.courier.closed import (
    NEXT_CLOSES,
    NEXT_PLAN,
    OTHER_PLAN,
    PERIOD,
    counting_on,
    freeze,
    listed,
    newest,
    publish,
)

if TYPE_CHECKING:
    from grievance.publishing.build import Built
    from tests.unit.courier.calling import CalledIntake


def test_a_release_is_kept_once_and_listed(
    closed: CalledIntake, union: Organisation, guild: Organisation, release: Built
) -> None:
    assert listed(closed, union) == ()
    stamp = closed.store.releases_stamp()
    assert publish(closed, union, release.archive) is True
    assert publish(closed, union, release.archive) is False
    only = frames.Published(PERIOD, "all", 1, release.release.sha256)
    assert listed(closed, union) == (only,)
    assert listed(closed, guild) == ()
    assert closed.store.releases_stamp() == stamp + 1


def test_what_is_kept_is_what_was_signed(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    publish(closed, union, release.archive)
    kept = newest(closed)
    for name, content in release.files.items():
        assert closed.store.release_file(kept, name).read_bytes() == content
    archive = closed.store.release_archive(kept).read_bytes()
    assert verify_zip(archive, union.release.public).sha256 == release.release.sha256


def test_a_period_that_is_not_frozen_has_no_release(
    called: CalledIntake, union: Organisation, release: Built
) -> None:
    called.moment = CLOSES
    with pytest.raises(NotFrozen, match="is not closed at this intake") as refused:
        publish(called, union, release.archive)
    assert refused.value.status == 409
    assert called.store.releases() == ()


def test_a_release_of_another_organisation_is_refused_whoever_brings_it(
    closed: CalledIntake, union: Organisation, guild: Organisation, release: Built
) -> None:
    foreign = a_release(guild.card.organisation, union.release)
    with pytest.raises(NotYours, match="release of another organisation") as refused:
        publish(closed, union, foreign.archive)
    assert refused.value.status == 403
    with pytest.raises(ReleaseTurnedDown, match="names no key that signs releases"):
        publish(closed, guild, release.archive)
    assert closed.store.releases() == ()


def test_a_release_signed_by_another_key_is_turned_down(
    closed: CalledIntake, union: Organisation
) -> None:
    for key in (SigningKey.new("release"), union.courier, union.signing):
        with pytest.raises(ReleaseTurnedDown, match="signed with another key") as refused:
            publish(closed, union, a_release(union.card.organisation, key).archive)
        assert refused.value.status == 422
    assert closed.store.releases() == ()


def test_a_card_that_names_no_release_key_any_more_lets_nothing_be_published(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    closed.call(union, "card", union.next_card(release=None).raw)
    with pytest.raises(ReleaseTurnedDown, match="names no key"):
        publish(closed, union, release.archive)


def test_a_release_by_another_plan_is_turned_down(
    closed: CalledIntake, union: Organisation
) -> None:
    other = a_release(union.card.organisation, union.release, plan=OTHER_PLAN)
    with pytest.raises(ReleaseTurnedDown, match="another plan"):
        publish(closed, union, other.archive)
    assert closed.store.releases() == ()


def test_a_second_measurement_of_a_period_is_refused(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    publish(closed, union, release.archive)
    again = a_release(union.card.organisation, union.release, testimonies=190)
    with pytest.raises(ReleaseTaken, match=release.release.sha256) as refused:
        publish(closed, union, again.archive)
    assert refused.value.status == 409
    assert newest(closed).sha256 == release.release.sha256


def test_the_next_revision_takes_the_place_and_the_earlier_one_stays(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    publish(closed, union, release.archive)
    vouched = a_release(
        union.card.organisation, union.release, view=View.VOUCHED, testimonies=150, after=release
    )
    assert publish(closed, union, vouched.archive) is True
    assert [(one.view, one.revision) for one in listed(closed, union)] == [
        ("all", 1),
        ("vouched", 2),
    ]
    assert publish(closed, union, release.archive) is False, "the first again is no news"
    first, second = closed.store.releases()
    for kept, built in ((first, release), (second, vouched)):
        raw = closed.store.release_file(kept, "release.json").read_bytes()
        assert raw == built.files["release.json"]


def test_a_period_that_proved_fraudulent_is_withdrawn_and_the_figures_stay_downloadable(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    publish(closed, union, release.archive)
    no_more = withdrawn(release.release, REASON, union.release)
    assert publish(closed, union, no_more.archive) is True
    first, last = closed.store.releases()
    assert (first.sha256, last.sha256) == (release.release.sha256, no_more.release.sha256)
    assert closed.store.release_file(first, "table.csv").exists()
    assert not closed.store.release_file(last, "table.csv").exists()


def test_a_release_that_is_replayed_or_changed_on_its_way_is_not_kept(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    call = signed(union, "publish", release.archive)
    with pytest.raises(BodyChanged):
        closed.answered(call, release.archive[:-1] + b"!")
    assert closed.store.releases() == ()
    assert closed.answered(call, release.archive) == {"published": True}
    with pytest.raises(Replayed):
        closed.answered(call, release.archive)


def test_a_revision_that_does_not_follow_is_refused(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    organisation, key = union.card.organisation, union.release
    second = a_release(organisation, key, after=release)
    third = a_release(organisation, key, after=second)
    with pytest.raises(ReleaseOutOfOrder, match="has 0 revisions here") as refused:
        publish(closed, union, second.archive)
    assert refused.value.status == 409
    publish(closed, union, release.archive)
    with pytest.raises(ReleaseOutOfOrder, match="has 1 revisions here"):
        publish(closed, union, third.archive)
    beside = a_release(organisation, key, testimonies=77)
    with pytest.raises(ReleaseOutOfOrder, match="replaces another revision"):
        publish(closed, union, a_release(organisation, key, after=beside).archive)
    publish(closed, union, second.archive)
    rewritten = a_release(organisation, key, after=release, reason="Other words.")
    with pytest.raises(ReleaseTaken):
        publish(closed, union, rewritten.archive)


def test_the_release_before_must_be_the_one_that_is_here(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    organisation, key = union.card.organisation, union.release
    invented = a_release(organisation, key, previous="5" * 64)
    with pytest.raises(ReleaseOutOfOrder, match="the period before it"):
        publish(closed, union, invented.archive)
    publish(closed, union, release.archive)
    counting_on(closed, union)
    closed.moment = NEXT_CLOSES
    freeze(closed, union, "2027Q1")
    for previous in (None, "5" * 64):
        wrong = a_release(organisation, key, plan=NEXT_PLAN, previous=previous)
        with pytest.raises(ReleaseOutOfOrder, match="the period before it"):
            publish(closed, union, wrong.archive)
    right = a_release(organisation, key, plan=NEXT_PLAN, previous=release.release.sha256)
    assert publish(closed, union, right.archive) is True
    assert [one.period for one in listed(closed, union)] == ["2026Q4", "2027Q1"]


def test_a_later_revision_names_the_same_release_before_it(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    """Whatever became of the period before in between: what was signed once stays named."""
    organisation, key = union.card.organisation, union.release
    publish(closed, union, release.archive)
    counting_on(closed, union)
    closed.moment = NEXT_CLOSES
    freeze(closed, union, "2027Q1")
    first = a_release(organisation, key, plan=NEXT_PLAN, previous=release.release.sha256)
    publish(closed, union, first.archive)
    publish(closed, union, a_release(organisation, key, after=release).archive)
    second = a_release(organisation, key, plan=NEXT_PLAN, after=first)
    assert second.release.previous == release.release.sha256
    assert publish(closed, union, second.archive) is True


def test_a_list_of_releases_takes_no_question(called: CalledIntake, union: Organisation) -> None:
    with pytest.raises(Unreadable):
        called.call(union, "releases?period=2026Q4")


def test_the_courier_may_get_another_key_between_freezing_and_publishing(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    fresh = replace(union, courier=SigningKey.new("courier"))
    closed.call(union, "card", fresh.next_card().raw)
    assert publish(closed, fresh, release.archive) is True
