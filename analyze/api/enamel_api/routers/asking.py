"""What every resource needs: who asks, answered as their role."""

from typing import Annotated

from fastapi import Depends, Request

from enamel_api.access import Caller
from enamel_api.answers import Asking


def asking(request: Request, identity: Caller) -> Asking:
    """Return the way to ask as whoever sent the request."""
    return Asking(request.app.state, request.state.audit, identity)


Asks = Annotated[Asking, Depends(asking)]
