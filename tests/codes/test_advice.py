"""What the checks of plans and of authoring find in one text or another, and what they let pass."""

from __future__ import annotations

from datetime import date

import pytest

from diagnose.kb.lint import check
from tests.codes.good import GOOD
from tests.kb.folders import write

TODAY = date(2026, 11, 22)
DO = "{en: Plug it in., ru: Включите в розетку.}"


def found(folder, **changed):
    """The codes found when files, named without their suffix, are changed."""
    files = GOOD | {f"{name}.yaml": text for name, text in changed.items()}
    return [each.code for each in check(write(folder, files), today=TODAY)]


def with_step(text):
    """The playbook of the router with another text for what to do."""
    assert DO in GOOD["router.yaml"]
    return GOOD["router.yaml"].replace(DO, text)


@pytest.mark.parametrize(
    "text",
    [
        "'Write to anna.petrova@bank.ru.'",
        "'Call +7 495 123-45-67.'",
        "'Call 8 (916) 123-45-67.'",
        "'The card is 4111 1111 1111 1111.'",
        "'The password: Winter2026'",
        "'Пароль: Zima2026'",
        "'Send ghp_0123456789abcdefghijklmnopqrstuvwxyz with it.'",
        "'-----BEGIN RSA PRIVATE KEY-----'",
    ],
)
def test_personal_data_and_secrets_are_found_and_not_repeated(tmp_path, text):
    files = GOOD | {"router.yaml": with_step(text)}
    (finding,) = check(write(tmp_path, files), today=TODAY)
    assert (finding.code, finding.at.line) == ("PB609", 12)
    assert not any(word in str(finding) for word in ("petrova", "123-45-67", "4111", "inter2026", "ima2026", "ghp_"))


@pytest.mark.parametrize(
    "text",
    [
        "'Write to support@example.org or to admin@printer.local.'",
        "'Call 8-800-555-35-35, it is free.'",
        "'Call 555-0142.'",
        "'Type the password: nobody else may see it.'",
        "'Set the address 192.168.1.1, port 5060, and firmware 4.10.2.1.'",
        "'The serial number has 16 digits, such as 4000 0000 0000 0000.'",
        "'Since 2026-10-01 at 12:30:45 the counter stands at 1234567890.'",
        "'Ask 10 users @ the desk + 1 more.'",
    ],
)
def test_what_only_looks_a_little_like_personal_data_is_let_pass(tmp_path, text):
    assert found(tmp_path, router=with_step(text)) == []


@pytest.mark.parametrize(
    "text", ["'Press <the button>.'", "TODO", "'FIXME: which lamp?'", "'...'", "'???'", "xxx", "'Нажмите <кнопку>.'"]
)
def test_what_was_to_be_filled_in_is_found(tmp_path, text):
    assert found(tmp_path, router=with_step(text)) == ["PB604"]


@pytest.mark.parametrize(
    "text", ["'Press <Enter>.'", "'Wait ... then plug it in.'", "'If it is < 5 V and > 3 V, plug.'"]
)
def test_keys_dots_and_comparisons_are_no_placeholders(tmp_path, text):
    assert found(tmp_path, router=with_step(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "'Reset the router to factory settings.'",
        "'Format the drive.'",
        "'Reinstall Windows.'",
        "'Delete the profile and sign in again.'",
        "'Сбросьте маршрутизатор к заводским настройкам.'",
        "'Переустановите систему.'",
        "'Удалите профиль пользователя.'",
    ],
)
def test_a_step_that_destroys_something_asks_first(tmp_path, text):
    assert found(tmp_path / "silent", router=with_step(text)) == ["PB506"]
    asking = with_step(text).replace("    by: line-1", "    confirm: May all of it be lost?\n    by: line-1")
    assert found(tmp_path / "asking", router=asking) == []


@pytest.mark.parametrize(
    "text",
    ["'Delete the print job from the queue.'", "'Check the format of the date.'", "'Удалите задание из очереди.'"],
)
def test_a_step_that_removes_little_need_not_ask(tmp_path, text):
    assert found(tmp_path, router=with_step(text)) == []


def test_a_local_file_that_is_there_is_no_dead_link_and_one_outside_is(tmp_path):
    (tmp_path / "kb" / "pictures").mkdir(parents=True)
    (tmp_path / "kb" / "pictures" / "plug.txt").write_text("A plug in a socket.", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("Not part of it.", encoding="utf-8")
    assert found(tmp_path / "kb", router=with_step("'See [this](pictures/plug.txt).'")) == []
    assert found(tmp_path / "kb", router=with_step("'See [this](https://example.org/plug.png).'")) == []
    assert found(tmp_path / "kb", router=with_step("'See [this](../outside.txt).'")) == ["PB509"]
    assert found(tmp_path / "kb", router=GOOD["router.yaml"].replace("[field practice]", "[plug.pdf]")) == ["PB509"]


def test_only_the_last_line_before_the_manufacturers_must_say_who_comes_next(tmp_path):
    support = GOOD["support.yaml"].replace(
        "sectors:\n  printing",
        "  line-4: {title: Manufacturers, vendors: true, channels: [phone]}\nsectors:\n  printing",
        1,
    )
    last = GOOD["router.yaml"].replace("by: line-1", "by: line-3")
    assert found(tmp_path / "first", support=support) == []
    assert found(tmp_path / "last", support=support, router=last) == ["PB503"]
    assert found(tmp_path / "named", support=support, router=last + "vendor: hp\n") == []
    assert found(tmp_path / "kept", router=last) == []


def test_a_review_is_old_from_a_year_on_and_only_where_a_day_is_given(tmp_path):
    router = GOOD["router.yaml"].replace("2026-10-01", "2025-11-22")
    assert found(tmp_path, router=router) == []
    assert [each.code for each in check(tmp_path, today=date(2026, 11, 23))] == ["PB602"]
    assert check(tmp_path) == ()


def test_drafts_and_retired_playbooks_need_nobody_who_stands_for_them(tmp_path):
    bare = GOOD["router.yaml"].replace("authors: [line-3 network]\nreviewed: 2026-10-01\n", "status: draft\n")
    assert found(tmp_path / "draft", router=bare) == []
    assert found(tmp_path / "approved", router=bare.replace("status: draft\n", "")) == ["PB601"]
