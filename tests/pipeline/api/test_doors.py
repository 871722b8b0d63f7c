"""Keys, sessions, limits, proxies, sizes: what keeps out who should be out."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from enamel_api import keys, people
from enamel_api.errors import ApiError
from enamel_api.settings import Settings

from .conftest import Served, make_key

REVENUE = "/reports/revenue/"
PASSWORD = "correct horse battery staple"


def test_without_a_key_there_is_no_answer_and_no_internals(served: Served) -> None:
    with served.client() as client:
        answer = client.get(REVENUE)
    assert answer.status_code == 401
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "request_id"}
    assert problem["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("place", [8, 20, 30, -1])
def test_a_key_that_is_nearly_right_opens_nothing(served: Served, place: int) -> None:
    key = served.keys["owner"]
    with served.client() as client:
        other = "0" if key[place] != "0" else "1"
        wrong = key[:place] + other + (key[place + 1 :] if place >= 0 else "")
        assert client.get(REVENUE, headers={"X-API-Key": wrong}).status_code == 401


def test_keys_end_when_revoked_rotated_or_expired(served: Served) -> None:
    key = make_key("owner")
    key_id = (keys.parse(key) or ("", ""))[0]
    with served.client() as client:

        def status(text: str) -> int:
            return client.get("/session", headers={"X-API-Key": text}).status_code

        assert status(key) == 200
        following = people.rotate_key(key_id, 1, 1.0)
        assert (status(key), status(following)) == (200, 200)
        people.revoke_key(key_id)
        assert (status(key), status(following)) == (401, 200)
        served.sql(
            "update service.api_keys set expires_at = now() where key_id = %s",
            [(keys.parse(following) or ("", ""))[0]],
        )
        assert status(following) == 401


def test_a_key_is_in_no_table(served: Served) -> None:
    secret = (keys.parse(served.keys["owner"]) or ("", ""))[1]
    rows = served.sql("select api_keys::text as row from service.api_keys")
    assert rows
    assert not [row for row in rows if secret in row["row"] or secret.encode().hex() in row["row"]]


def test_a_key_made_for_one_resource_opens_no_other(served: Served) -> None:
    with served.client(key=make_key("owner", scopes=["reports"])) as client:
        assert client.get(REVENUE).status_code == 200
        assert client.get(f"/v1{REVENUE}").status_code == 200
        assert client.get("/patients/").status_code == 403


def test_comparing_a_key_takes_no_longer_where_more_of_it_is_right() -> None:
    made = keys.make()
    secret = (keys.parse(made.text) or ("", ""))[1]
    nearly, far = secret[:-1] + "~", "~" + secret[1:]
    times: dict[str, list[float]] = {nearly: [], far: []}
    for _ in range(3000):
        for text, measured in times.items():
            started = time.perf_counter()
            keys.agrees(text, made.secret_hash)
            measured.append(time.perf_counter() - started)
    first, second = (statistics.median(it) for it in times.values())
    assert abs(first - second) < 0.2 * max(first, second)


def test_one_request_too_many_is_refused_with_standard_headers(served: Served) -> None:
    with served.client(key=make_key("owner", per_minute=5)) as client:
        answers = [client.get("/session") for _ in range(6)]
    assert [it.status_code for it in answers] == [200] * 5 + [429]
    assert [it.headers["ratelimit-remaining"] for it in answers] == ["4", "3", "2", "1", "0", "0"]
    assert answers[-1].headers["ratelimit-policy"].startswith("5;w=60, ")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


def test_the_default_limits_are_sixty_a_minute_and_a_thousand_an_hour() -> None:
    default = Settings(host="", port=1, database="", password="")
    assert (default.per_minute, default.per_hour) == (60, 1000)


def test_no_header_gives_a_new_count(served: Served) -> None:
    key = make_key("owner", per_minute=3)
    with served.client(key=key) as client:
        answers = [
            client.get(
                "/session",
                headers={
                    "X-Forwarded-For": f"10.0.0.{number}",
                    "Forwarded": f"for=10.0.0.{number}",
                    "X-Real-IP": f"10.0.0.{number}",
                    "X-API-Key": key,
                },
            ).status_code
            for number in range(5)
        ]
    assert answers == [200, 200, 200, 429, 429]


def test_an_address_is_believed_from_a_trusted_proxy_alone(
    served: Served, settings: Settings, serve: Callable[[Settings], str]
) -> None:
    behind = serve(replace(settings, trusted_proxies=("127.0.0.1",)))
    # 192.0.2.1 is what the client claims, 198.51.100.7 is what the proxy saw.
    spoofed = {"X-Forwarded-For": "192.0.2.1, 198.51.100.7"}
    for address, seen in ((served.address, "127.0.0.1"), (behind, "198.51.100.7")):
        with served.client("owner") as client:
            answer = client.get(f"{address}{REVENUE}", headers=spoofed)
        rows = served.sql(
            "select address from service.audit_log where request_id = %s",
            [answer.headers["x-request-id"]],
        )
        assert rows == [{"address": seen}]


def test_guessing_keys_is_stopped_by_address(
    served: Served, settings: Settings, serve: Callable[[Settings], str]
) -> None:
    with served.client() as client:
        address = serve(settings)
        guesses = [
            client.get(f"{address}{REVENUE}", headers={"X-API-Key": keys.make().text}).status_code
            for _ in range(32)
        ]
    assert guesses[:30] == [401] * 30
    assert guesses[30:] == [429, 429]


def test_what_is_too_large_is_refused_unread(served: Served) -> None:
    with served.client("owner") as client:
        assert client.post("/patients/profile", content=b"x" * 70_000).status_code == 413
        chunks = (b"x" * 10_000 for _ in range(20))
        assert client.post("/patients/profile", content=chunks).status_code == 413
        assert client.get(f"{REVENUE}?cursor={'a' * 5000}").status_code == 414


@pytest.mark.parametrize(
    "text", ["1 or 1=1", "1; drop table service.audit_log", "' union select 1 --", "%27", "\uff11"]
)
def test_sql_in_a_parameter_is_no_sql(served: Served, text: str) -> None:
    with served.client("owner") as client:
        for path, name in ((REVENUE, "clinic"), ("/appointments/", "status"), ("/kpis", "domain")):
            assert client.get(path, params={name: text}).status_code == 422
        assert client.get("/kpis/net_production", params={"variant": text}).status_code == 404
    assert served.sql("select 1 as one from service.audit_log limit 1") == [{"one": 1}]


def test_every_answer_carries_security_headers(served: Served) -> None:
    with served.client() as client:
        for path in ("/health", REVENUE, "/nothing"):
            headers = client.get(path).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "server" not in headers


def test_only_listed_origins_may_read_answers(
    served: Served, settings: Settings, serve: Callable[[Settings], str]
) -> None:
    address = serve(replace(settings, origins=("https://dashboard.example",)))
    with served.client("owner") as client:
        for origin, allowed in (
            ("https://dashboard.example", "https://dashboard.example"),
            ("https://elsewhere.example", None),
        ):
            answer = client.get(f"{address}/session", headers={"Origin": origin})
            assert answer.headers.get("access-control-allow-origin") == allowed
        answer = client.get("/session", headers={"Origin": "https://dashboard.example"})
        assert "access-control-allow-origin" not in answer.headers


def test_a_person_signs_in_and_out(served: Served) -> None:
    people.create_user("Ada", "billing", None, PASSWORD)
    with served.client() as client:
        wrong = client.post("/session", json={"user_name": "ada", "password": "wrong"})
        nobody = client.post("/session", json={"user_name": "nobody", "password": "wrong"})
        assert wrong.status_code == nobody.status_code == 401
        assert {**wrong.json(), "request_id": ""} == {**nobody.json(), "request_id": ""}
        answer = client.post("/session", json={"user_name": "Ada", "password": PASSWORD})
        assert answer.status_code == 200
        session, csrf = answer.headers.get_list("set-cookie")
        assert {"HttpOnly", "Secure", "SameSite=strict"} <= set(session.split("; "))
        assert "HttpOnly" not in csrf
        # The client keeps secure cookies for https; here there is none.
        cookie = {"Cookie": session.split(";")[0]}
        assert client.get("/session", headers=cookie).json()["role"] == "enamel_billing"
        body = {"patient_id": 1}
        assert client.post("/patients/profile", json=body, headers=cookie).status_code == 403
        proven = cookie | {"X-CSRF-Token": answer.json()["csrf_token"]}
        assert client.post("/patients/profile", json=body, headers=proven).status_code in (200, 404)
        assert client.delete("/session", headers=proven).status_code == 204
        assert client.get("/session", headers=cookie).status_code == 401
    stored = served.sql("select password_hash from service.users where user_name = 'ada'")
    assert stored[0]["password_hash"].startswith("$argon2id$")


def test_a_page_of_another_site_cannot_sign_in(served: Served) -> None:
    with served.client() as client:
        answer = client.post(
            "/session",
            json={"user_name": "ada", "password": PASSWORD},
            headers={"Origin": "https://elsewhere.example"},
        )
    assert answer.status_code == 403


def test_a_new_password_ends_sessions_and_the_old_one(served: Served) -> None:
    people.create_user("edith", "billing", None, PASSWORD)
    other = PASSWORD[::-1]
    kept = "select role, disabled_at, failed_count from service.users where user_name = 'edith'"
    with served.client() as client:
        right = {"user_name": "edith", "password": PASSWORD}
        session = client.post("/session", json=right).headers.get_list("set-cookie")[0]
        cookie = {"Cookie": session.split(";")[0]}
        assert client.get("/session", headers=cookie).status_code == 200
        served.sql("update service.users set failed_count = 9 where user_name = 'edith'")
        people.change_password("Edith", other)
        assert client.get("/session", headers=cookie).status_code == 401
        assert client.post("/session", json=right | {"password": other}).status_code == 200
        assert client.post("/session", json=right).status_code == 401
    assert served.sql(kept)[0]["role"] == "enamel_billing"
    people.disable_user("edith")
    people.change_password("edith", PASSWORD)
    assert served.sql(kept)[0]["disabled_at"] is not None
    with pytest.raises(ApiError, match="no such user"):
        people.change_password("nobody.here", PASSWORD)
    with pytest.raises(ApiError, match="too weak"):
        people.change_password("edith", "edith is edith")


def test_ten_wrong_passwords_close_an_account(served: Served) -> None:
    people.create_user("grace", "billing", None, PASSWORD)
    served.sql("update service.users set failed_count = 9 where user_name = 'grace'")
    with served.client() as client:
        right = {"user_name": "grace", "password": PASSWORD}
        assert client.post("/session", json=right | {"password": "no"}).status_code == 401
        assert client.post("/session", json=right).status_code == 401
        people.create_user("grace", "billing", None, PASSWORD)
        assert client.post("/session", json=right).status_code == 200


def test_a_warehouse_that_goes_away_is_a_clean_503_and_comes_back(served: Served) -> None:
    database = served.warehouse.database
    there = replace(served.warehouse, database="postgres")

    def admit(admitted: bool) -> None:
        with psycopg.connect(
            host=there.host,
            port=there.port,
            user=there.user,
            password=there.password,
            dbname=there.database,
            autocommit=True,
        ) as server:
            server.execute(f"alter database {database} allow_connections {admitted}".encode())
            if not admitted:
                server.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
                    [database],
                )

    statuses: list[int] = []
    stop = time.monotonic() + 60
    phase = {"name": "up"}
    seen: dict[str, set[int]] = {"up": set(), "down": set(), "again": set()}

    def ask_on() -> None:
        with served.client("owner") as client:
            while phase["name"] != "over" and time.monotonic() < stop:
                name = phase["name"]
                answer = client.get(REVENUE)
                if name == phase["name"]:
                    seen[name].add(answer.status_code)
                statuses.append(answer.status_code)
                if answer.status_code == 503:
                    assert answer.headers["content-type"] == "application/problem+json"
                    assert answer.headers["retry-after"]
                    assert "postgres" not in answer.text.lower()

    with ThreadPoolExecutor(4) as threads:
        running = [threads.submit(ask_on) for _ in range(4)]
        try:
            time.sleep(1)
            phase["name"] = "down"
            admit(False)
            time.sleep(3)
            with served.client() as client:
                assert client.get("/health").status_code == 200
                assert client.get("/ready").status_code == 503
        finally:
            admit(True)
        started = time.monotonic()
        with served.client("owner") as client:
            while client.get(REVENUE).status_code != 200:
                assert time.monotonic() - started < 20, "the API does not recover"
                time.sleep(0.1)
        phase["name"] = "again"
        time.sleep(1)
        phase["name"] = "over"
        for each in running:
            each.result()
    assert set(statuses) == {200, 503}
    assert seen["up"] == {200}
    assert 503 in seen["down"]
    assert seen["again"] == {200}
