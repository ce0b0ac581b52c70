/** Which addresses a push message may go to. */
import { expect, test } from 'vitest'
import { isPushEndpoint } from './endpoint.ts'

test('[PN30] the push services of the browsers are taken', () => {
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/dJx:APA91bH_-x',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAAA',
    'https://autopush.stage.push.services.mozilla.com/wpush/v2/gAAAAA',
    'https://wns2-par02p.notify.windows.com/w/?token=BQYAAAC%2f',
    'https://web.push.apple.com/QGuQyavXutnMH',
  ])
    expect([endpoint, isPushEndpoint(endpoint)]).toEqual([endpoint, true])
})

test.each([
  'http://fcm.googleapis.com/x',
  'https://127.1/x',
  'https://0x7f.1/x',
  'https://2130706433/x',
  'https://[::1]/x',
  'https://[::ffff:169.254.169.254]/latest/meta-data',
  'https://169.254.169.254/latest/meta-data',
  'https://localhost/x',
  'https://metadata.google.internal/x',
  'https://fcm.googleapis.com:8443/x',
  'https://fcm.googleapis.com@127.0.0.1/x',
  'https://user@fcm.googleapis.com/x',
  'https://127.0.0.1#fcm.googleapis.com',
  'https://fcm.googleapis.com#x',
  'https://127.0.0.1\\@fcm.googleapis.com/x',
  'https://fcm.googleapis.com\\@127.0.0.1/x',
  'https://fcm.googleapis.com.evil.tr/x',
  'https://evilfcm.googleapis.com/x',
  'https://x.fcm.googleapis.com/x',
  'https://notify.windows.com.evil.tr/x',
  'https://evilnotify.windows.com/x',
  'https://evil-push.services.mozilla.com/x',
  'https://127.0.0.1.nip.io/x',
  'https://rebind.evil.tr/x',
  'https://fcm。googleapis．com/x',
  'https://fcm.googleapis.com./x',
  ' https://fcm.googleapis.com/x',
  'https://fcm.googleapis.com/x\r\nHost: evil.tr',
  'https:fcm.googleapis.com/x',
  'https:///fcm.googleapis.com/x',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'javascript:alert(1)',
  '',
])('[S57] [S73] refused: %j', endpoint => {
  expect(isPushEndpoint(endpoint)).toBe(false)
})
