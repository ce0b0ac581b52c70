/** Reports as real mail servers write them. */

const lines = (text: string): string => text.replaceAll('\n', '\r\n')

export type BounceParts = {
  /** Of the mail that came back; absent: nothing of it is returned. */
  message_id?: string
  recipient?: string
  status?: string
  action?: string
  diagnostic?: string
  /** Fields of the recipient instead of the usual ones. */
  fields?: string
  /** How the mail is returned. */
  returned?: 'message/rfc822' | 'text/rfc822-headers'
  /** Further headers of the report itself. */
  headers?: string
}

/** As Postfix writes it. */
export const postfixBounce = (given: BounceParts = {}): Buffer => {
  const { recipient = 'yok@firma.example', status = '5.1.1', action = 'failed', message_id } = given
  const diagnostic = given.diagnostic ?? `550 5.1.1 <${recipient}>: Recipient address\n    rejected: User unknown`
  const fields =
    given.fields ??
    `Final-Recipient: rfc822; ${recipient}
Original-Recipient: rfc822;${recipient}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.firma.example
Diagnostic-Code: smtp; ${diagnostic}`
  const returned = given.returned ?? 'message/rfc822'
  const whole = returned === 'message/rfc822'
  const mail =
    message_id === undefined
      ? ''
      : `--B1
Content-Description: Undelivered Message
Content-Type: ${returned}

From: "Ege Tekstil" <noreply@nabiz.example>
To: ${recipient}
Message-ID: <${message_id}>
Subject: Mutabakat
${whole ? 'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=Q\n\n--Q\nContent-Type: text/plain\n\nMessage-ID: <baska@nabiz.example>\n\n--Q--\n' : ''}
`
  return Buffer.from(
    lines(`Return-Path: <>
From: MAILER-DAEMON@mx.nabiz.example (Mail Delivery System)
To: noreply@nabiz.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
${given.headers ?? ''}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1"

--B1
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

This is the mail system at host mx.nabiz.example.

--B1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.nabiz.example
X-Postfix-Queue-ID: 4Zx1Qk0hY2z2x
Original-Envelope-Id: zarf-42
Arrival-Date: Mon, 16 Nov 2026 10:00:00 +0300 (+03)

${fields}

${mail}--B1--
`),
  )
}

/** As Exchange Online writes it: HTML beside the text, the head of the mail alone, a long diagnostic. */
export const exchangeBounce = (message_id: string): Buffer =>
  Buffer.from(
    lines(`From: postmaster@firma.example
To: noreply@nabiz.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="a1b2_firma"
Message-ID: <c0ffee@firma.example>
In-Reply-To: <${message_id}>
References: <${message_id}>
Subject: Teslim edilemedi: Mutabakat

--a1b2_firma
Content-Type: multipart/alternative; boundary="ic"

--ic
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

VGVzbGltIGVkaWxlbWVkaQ==

--ic
Content-Type: text/html; charset="utf-8"

<p>Teslim edilemedi <img src="http://127.0.0.1:9/izle.gif"></p>

--ic--

--a1b2_firma
Content-Type: message/delivery-status

Reporting-MTA: dns;AM9PR01.firma.example
Received-From-MTA: dns;mx.nabiz.example
Arrival-Date: Mon, 16 Nov 2026 07:00:00 +0000

Final-Recipient: rfc822;dolu@firma.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full;
 STOREDRV.Deliver.Exception:QuotaExceededException

Final-Recipient: rfc822;ayrilan@firma.example
Action: FAILED
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound

--a1b2_firma
Content-Type: text/rfc822-headers

Received: from x
Message-ID:
 <${message_id}>
Subject: Mutabakat

--a1b2_firma--
`),
  )
