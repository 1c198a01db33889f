"""A page is understood as a browser would, so that what is sent is what a visitor would send."""

from __future__ import annotations

from grievance.cli.pages import PageReader

PAGE = """
<html><head><title>Your pay &amp; hours</title></head><body>
<form method="post" action="/en/tell/pay">
<input type="hidden" name="csrf_token" value="abc">
<input type="radio" name="per" value="day"><input type="radio" name="per" value="month" checked>
<input type="checkbox" name="codes" value="a" checked><input type="checkbox" name="codes" value="b">
<select name="month"><option value="">Choose</option><option value="10" selected>October</option>
</select><select name="month"><option value="">Choose</option><option>2026</option></select>
<textarea name="story">
A &lt;b&gt;word</textarea>
<input type="text" name="amount" value="">
<button name="go" value="on">Continue</button><button name="go" value="back">Back</button>
</form>
<p class="secret big"><span>AAAAA</span> <span>BBBBB</span></p>
<p class="words">One <b class="loud">loud</b><br> word</p>
<a class="button" href="/en/7?a=1&amp;b=2">On</a>
<form action="/other"><input name="mine" value="kept"><button name="go" value="send">Send</button>
</form><img class="words" src="data:,"><p>Not <i>asked</i> for</p>
</body></html>
"""


def test_what_stands_in_the_form_is_sent_again() -> None:
    form = PageReader(PAGE).form
    assert form is not None
    assert form.action == "/en/tell/pay"
    assert form.buttons == {"on", "back"}
    assert form.filled({}) == [
        ("csrf_token", "abc"),
        ("per", "month"),
        ("codes", "a"),
        ("month", "10"),
        ("story", "A <b>word"),
        ("amount", ""),
    ]


def test_an_answer_takes_the_place_of_what_stood_there() -> None:
    form = PageReader(PAGE).form
    assert form is not None
    sent = form.filled({"month": ["9", "2026"], "codes": ["b"], "not asked here": ["x"]})
    assert [value for name, value in sent if name == "month"] == ["9", "2026"]
    assert [value for name, value in sent if name == "codes"] == ["b"]
    assert "not asked here" not in dict(sent)


def test_the_title_and_the_secret_number_are_found() -> None:
    page = PageReader(PAGE)
    assert page.title == "Your pay & hours"
    assert page.secret == ["AAAAA", "BBBBB"]


def test_a_page_without_a_form_has_none() -> None:
    assert PageReader("<title>Nothing</title>").form is None


def test_each_form_has_its_own_fields_and_buttons() -> None:
    first, second = PageReader(PAGE).forms
    assert "mine" not in first.names
    assert "send" not in first.buttons
    assert (second.action, second.buttons) == ("/other", {"send"})
    assert second.filled({"csrf_token": ["not of this form"]}) == [("mine", "kept")]


def test_words_are_found_by_class_and_links_by_where_they_lead() -> None:
    page = PageReader(PAGE)
    assert page.texts("words") == ["One loud word"]
    assert page.texts("loud") == ["loud"]
    assert page.texts("silent") == []
    assert page.links == ["/en/7?a=1&b=2"]
