"""A backend in Python, standard library only: publishes a list in its order. NABIZ_URL, NABIZ_API_KEY."""
import json
import os
import urllib.error
import urllib.request

URL = os.environ.get("NABIZ_URL", "http://127.0.0.1:8000")
KEY = os.environ["NABIZ_API_KEY"]


def call(path, body):
    request = urllib.request.Request(
        URL + path,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)
    except urllib.error.HTTPError as refused:
        error = json.load(refused)["error"]
        raise SystemExit(f"{error['code']}: {error['message']} ({error['request_id']})")


# Ids may be numbers; on the wire they are texts. A key makes a repeat after a timeout harmless.
results = call(
    "/api/publish",
    [
        {"room": "company:1", "type": "mutabakat_approved", "data": {"id": number}, "user_id": 5, "key": f"approved-{number}"}
        for number in range(3)
    ],
)
for result in results:
    print(result["offset"] if "offset" in result else result["error"]["code"])

print(call("/api/disconnect", {"user_id": 5}))
