"""The pages there are, and a role that is led to each; a test compares with the navigation's own list."""

PLACES = {
    "": "owner",
    "huddle": "front_desk",
    "close": "manager",
    "worklists": "hygienist",
    "worklists/ar_calls": "billing",
    "revenue": "owner",
    "aging": "billing",
    "definitions": "provider",
    "definitions/net_production": "owner",
    "figures/net_production": "analyst",
    "data": "auditor",
}
