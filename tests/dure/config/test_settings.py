import importlib
import stat
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from dure.config import secrets

SITE = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "dure.example.org",
    "EMAIL_URL": "smtp+tls://user:word@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "Dure <office@example.org>",
}
OPTIONAL = ["DATABASE_URL", "DURE_VAR", "PROXY_COUNT", "HSTS_SECONDS", "SITE_URL"]


@pytest.fixture
def prod(monkeypatch):
    def load(**environment):
        for name in [*SITE, *OPTIONAL]:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        for module in ("prod", "base"):
            monkeypatch.delitem(sys.modules, f"dure.config.settings.{module}", raising=False)
        return importlib.import_module("dure.config.settings.prod")

    return load


def test_prod_names_everything_that_is_missing_at_once(prod):
    with pytest.raises(ImproperlyConfigured) as refusal:
        prod(SECRET_KEY="k")

    sentence = str(refusal.value)
    assert "SECRET_KEY" not in sentence
    assert all(f"{name}: " in sentence for name in SITE if name != "SECRET_KEY")


def test_prod_is_strict(prod):
    site = prod(**SITE)

    assert site.DEBUG is False
    assert site.SECURE_SSL_REDIRECT
    assert site.SESSION_COOKIE_SECURE
    assert site.CSRF_COOKIE_SECURE
    assert site.SECURE_HSTS_SECONDS == 365 * 24 * 3600
    assert site.CSRF_TRUSTED_ORIGINS == ["https://dure.example.org"]
    assert site.SITE_URL == "https://dure.example.org"


def test_prod_sends_letters_through_the_site_s_server(prod):
    site = prod(**SITE)

    assert site.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    assert (site.EMAIL_HOST, site.EMAIL_PORT, site.EMAIL_USE_TLS) == ("mail.example.org", 587, True)


def test_prod_keeps_sqlite_under_var_with_the_careful_options(prod, tmp_path):
    database = prod(**SITE, DURE_VAR=str(tmp_path)).DATABASES["default"]

    assert database["NAME"] == tmp_path / "dure.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_prod_takes_postgresql_from_the_address(prod):
    database = prod(**SITE, DATABASE_URL="postgres://dure:word@db/dure").DATABASES["default"]

    assert (database["ENGINE"], database["HOST"]) == ("django.db.backends.postgresql", "db")
    assert database["OPTIONS"] == {}
    assert database["CONN_MAX_AGE"] is None


def test_prod_keeps_the_careful_options_of_a_sqlite_address(prod, tmp_path):
    database = prod(**SITE, DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3").DATABASES["default"]

    assert database["NAME"] == f"{tmp_path}/x.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_prod_believes_no_header_where_there_is_no_proxy(prod):
    assert hasattr(prod(**SITE), "SECURE_PROXY_SSL_HEADER")
    assert not hasattr(prod(**SITE, PROXY_COUNT="0"), "SECURE_PROXY_SSL_HEADER")


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path):
    file = tmp_path / "var" / "secret-key"

    first = secrets.kept_in(file)

    assert secrets.kept_in(file) == first == file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
