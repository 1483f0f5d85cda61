"""What schemathesis cannot know of this API. Nothing here switches a check off."""

import os

import schemathesis

# Ids of the identity that asks: its user and its token. Whoever takes the own token back sees nothing but 401 from then on,
# and would call that a pass.
OWN = set(os.environ.get("PHAROS_OWN_IDS", "").split())


@schemathesis.hook
def before_call(context, case, kwargs):
    for name, value in (case.path_parameters or {}).items():
        if str(value) in OWN:
            case.path_parameters[name] = "somebody-else"


@schemathesis.serializer("application/x-ndjson")
def json_lines(context, value):
    return {"data": value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")}
