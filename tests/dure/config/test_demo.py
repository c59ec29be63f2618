import http.server
import socket
import threading

import pytest

from dure.config import cli, demo, processes


@pytest.fixture
def prepared(monkeypatch):
    """What is called to prepare, in order, without doing it."""
    called = []
    for name in ("migrate", "collect_static"):
        monkeypatch.setattr(demo.preparation, name, lambda name=name: called.append(name))
    monkeypatch.setattr(demo, "call_command", lambda name, **_: called.append(name))
    return called


@pytest.fixture
def listener():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken


def test_a_taken_port_is_named_with_a_free_one_before_anything_is_done(listener, prepared):
    port = listener.getsockname()[1]

    with pytest.raises(demo.NotPossible, match=rf"Port {port} is taken.*\n.*make demo PORT=\d+"):
        demo.main(port=port)

    assert prepared == []


def test_a_port_of_the_system_is_named(monkeypatch):
    def refuse(_):
        raise PermissionError

    monkeypatch.setattr(processes, "is_free", refuse)

    with pytest.raises(demo.NotPossible, match="above 1023"):
        demo.require_port(80)


def test_prepare_only_prepares_and_does_not_serve(prepared):
    assert demo.main(port=0, serve=False) == 0

    assert prepared == ["migrate", "load_gumi", "collect_static"]


def test_it_serves_until_stopped(prepared, monkeypatch, capsys):
    def supervise(children, *, is_ready, when_ready):
        assert [child.name for child in children] == ["web server", "worker"]
        assert not is_ready()
        when_ready()

    monkeypatch.setattr(processes, "supervise", supervise)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("DURE_DEMO_PORT", "")

    assert demo.main(port=port) == 0

    said = capsys.readouterr().out
    assert f"http://localhost:{port}/" in said
    for log_in in demo.LOG_INS:
        assert f"{log_in.email} " in said
    assert demo.PASSWORD in said


@pytest.mark.parametrize("is_helped", [True, False])
def test_it_says_when_another_demo_does_the_background_work(is_helped, capsys):
    demo.welcome(8000, is_helped=is_helped)

    assert ("Another demo on these records" in capsys.readouterr().out) is is_helped


def test_a_server_that_cannot_start_says_why(prepared, monkeypatch):
    def give_up(*_, **__):
        raise processes.GaveUp("no bread")

    monkeypatch.setattr(processes, "supervise", give_up)
    monkeypatch.setattr(processes, "is_free", lambda _: True)
    monkeypatch.setenv("DURE_DEMO_PORT", "")

    with pytest.raises(demo.NotPossible, match="no bread"):
        demo.main(port=8999)


@pytest.mark.parametrize(("status", "answered"), [(200, True), (404, True), (500, False)])
def test_it_answers_when_a_page_comes_that_is_no_server_error(status, answered):
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert demo.answers(server.server_port) is answered
        thread.join()


def test_a_slow_step_says_how_long_it_took(monkeypatch, capsys):
    clock = iter([0.0, 3.0])
    monkeypatch.setattr(demo.time, "monotonic", lambda: next(clock))

    with demo.step("Baking"):
        pass

    assert capsys.readouterr().out == "Baking …\n  done in 3 s\n"


def test_the_commands_reach_them(monkeypatch, capsys):
    def refuse(*, port, serve):
        raise demo.NotPossible(f"port {port} is taken")

    monkeypatch.setattr(demo, "main", refuse)
    monkeypatch.setattr("dure.config.doctor.main", lambda: 0)

    assert cli.main(["demo", "--port", "8123"]) == 1
    assert cli.main(["doctor"]) == 0
    assert "port 8123 is taken" in capsys.readouterr().err
