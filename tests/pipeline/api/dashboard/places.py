"""The pages there are, as the navigation has them; a test compares."""

# Path below /app/ and a role that is led to it.
PLACES = {
    "": "owner",
}
