import pytest
from django.utils import translation

from dure.accounts import browsers

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 Version/18.0 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.mark.parametrize(
    ("agent", "language", "words"),
    [
        (CHROME, "en", "Chrome, Linux"),
        (CHROME, "ko", "크롬, 리눅스"),
        (PHONE, "en", "Safari, iPhone"),
        (EDGE, "ko", "엣지, 윈도우"),
        ("curl/8.5", "en", "another program"),
        ("curl/8.5 Linux", "ko", "다른 프로그램, 리눅스"),
        ("", "en", "another program"),
    ],
)
def test_a_browser_is_told_in_words(agent, language, words):
    with translation.override(language):
        assert browsers.told(agent) == words
