from typing import Any

import pytest
from enamel_tap_mysql.allowed import readable_table, select_allowed


def entry(**facts: Any) -> dict[str, Any]:
    return {
        "stream": "preference",
        "metadata": [
            {"breadcrumb": [], "metadata": {"selected": True}},
            {"breadcrumb": ["properties", "PrefName"], "metadata": {"selected": True}},
            {"breadcrumb": ["properties", "ValueString"], "metadata": {"selected": False}},
            {"breadcrumb": ["properties", "Secret"], "metadata": {"selected": False}},
        ],
        "x-enamel": facts,
    }


ALLOWED = {"ValueString": {"name_column": "PrefName", "names": ["It's", "Age"]}}


def test_a_table_without_allowed_values_is_read_as_it_is() -> None:
    plain = entry()

    assert select_allowed(plain) is plain
    assert readable_table(plain, "preference", ["PrefName"]) == "`preference`"


def test_only_the_column_with_allowed_values_becomes_selected() -> None:
    given = entry(allowed_values=ALLOWED)

    selected = {
        item["breadcrumb"][-1]: item["metadata"]["selected"]
        for item in select_allowed(given)["metadata"]
        if item["breadcrumb"]
    }

    assert selected == {"PrefName": True, "ValueString": True, "Secret": False}
    assert given == entry(allowed_values=ALLOWED), "the catalog itself stays as it is"


@pytest.mark.parametrize("names", [[], ["Age"]])
def test_the_column_is_never_read_without_its_condition(names: list[str]) -> None:
    allowed = {"ValueString": {"name_column": "PrefName", "names": names}}

    table = readable_table(
        entry(allowed_values=allowed), "preference", ["PrefName", "ValueString", "PrefName"]
    )

    condition = "`PrefName` IN (_utf8mb4 x'416765')" if names else "FALSE"
    assert table == (
        f"(SELECT `PrefName`,IF({condition},`ValueString`,NULL) AS `ValueString` "
        "FROM `preference`) AS `preference`"
    )
