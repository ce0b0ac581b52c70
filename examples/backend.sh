#!/bin/sh
# A backend with nothing but curl: publishes, reads back, and looks who is there. NABIZ_URL, NABIZ_API_KEY.
set -eu
url=${NABIZ_URL:-http://127.0.0.1:8000}

call() {
  path=$1
  shift
  curl --silent --show-error --fail-with-body -H "Authorization: Bearer $NABIZ_API_KEY" "$@" "$url$path"
  echo
}
post() {
  call "$1" -H 'Content-Type: application/json' --data "$2"
}

post /api/publish '{"room":"company:1","type":"product_added","data":{"name":"Kalem"},"user_id":5,"key":"kalem-1"}'
# The same key again: nothing happens twice, and the answer is the same.
post /api/publish '{"room":"company:1","type":"product_added","data":{"name":"Kalem"},"user_id":5,"key":"kalem-1"}'
post /api/broadcast '{"rooms":["company:1","company:2"],"type":"stats_updated","data":{"orders":12}}'
call '/api/history?room=company:1&limit=10'
call /api/ws/stats
