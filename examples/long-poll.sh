#!/bin/sh
# A listener with nothing but curl: long polling, until an event of the type "bye". NABIZ_URL, NABIZ_TOKEN, NABIZ_ROOM.
set -eu
url=${NABIZ_URL:-http://127.0.0.1:8000}/ws
room=${NABIZ_ROOM:-company:1}

call() {
  curl --silent --show-error --fail-with-body -H "Authorization: Bearer $NABIZ_TOKEN" "$@"
}

# In the place of null a position {"epoch","offset"}: then what was missed since comes first.
connect="{\"type\":\"connect\",\"token\":\"$NABIZ_TOKEN\",\"version\":1,\"rooms\":{\"$room\":null}}"
answer=$(call -H 'Content-Type: application/json' --data "$connect" "$url/send")
session=$(printf %s "$answer" | sed 's/.*"session":"\([^"]*\)".*/\1/')

ack=0
while :; do
  # {"n":7,"frames":[…]}, within 25 seconds. Asking on with its n says that it arrived; what is lost is given again.
  answer=$(call "$url/poll?session=$session&ack=$ack")
  printf '%s\n' "$answer"
  ack=$(printf %s "$answer" | sed 's/^{"n":\([0-9]*\).*/\1/')
  case $answer in *'"type":"bye"'*) break ;; esac
done
call -X DELETE "$url/send?session=$session"
