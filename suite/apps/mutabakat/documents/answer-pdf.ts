/** Draws the answered letter as an A4 PDF: who answered what and when, the difference, and what proves it. */
import type { Currency } from '#platform/contract'
import type { Auditor, Documents, LetterKind } from '../contract/index.ts'
import { type Day, formatDay, formatMoney, formatMonth, formatWholeMoney, type Side } from '../domain/index.ts'
import { ANSWER_LABELS } from './answer-labels.ts'
import { type PaperFrame, renderPaper } from './letter-frame.ts'
import { LETTER_LABELS } from './letter-labels.ts'
import { INK, type Pen, SHEET } from './letter-sheet.ts'
import { drawQrCode } from './qr-code.ts'

/** `no` and `company` are the letter's; `date` is the day of the answer. */
export type AnswerData = PaperFrame & {
  version: number
  kind: LetterKind
  counterparty: { title: string; tax_number: string | null }
  /** `minor` ≥ 0, hundredths; sides from the company's point of view. */
  balance: { minor: bigint; currency: Currency; side: Side; date: Day }
  /** Of `ba` and `bs`. */
  documents: Documents | null
  /** Of `teyit`. */
  auditor: Auditor | null
  answer: {
    choice: 'agree' | 'disagree'
    via: 'portal' | 'recorded' | 'mirror'
    name: string
    title: string | null
    /** In the company's zone, as it is printed. */
    at: string
    reason: string | null
    note: string | null
    own: { minor: bigint; side: Side } | null
    /** Ours minus theirs, signed. */
    difference_minor: bigint | null
    /** Of `ba` and `bs`, ours minus theirs as well. */
    own_count: number | null
    count_difference: number | null
  }
  letter_sha256: string | null
  evidence_head: string | null
  verify_url: string
}

const QR = 84
const LABEL_WIDTH = 150

/** Unsigned. */
export const renderAnswer = (data: AnswerData): Promise<Buffer> =>
  renderPaper(data, ANSWER_LABELS[data.locale].heading, pen => drawAnswer(pen, data))

const drawAnswer = (pen: Pen, data: AnswerData): void => {
  const labels = ANSWER_LABELS[data.locale]
  const { answer } = data
  const agreed = answer.choice === 'agree'
  pen.paragraph(labels.heading, { face: 'bold', size: 13.5, align: 'center', after: 14 })
  pen.paragraph(agreed ? labels.agreed : labels.disagreed, {
    face: 'bold',
    size: 18,
    color: INK.accent,
    align: 'center',
    after: 16,
  })
  const figures = figuresOf(data)
  const version = data.version > 1 ? ` / ${data.version}` : ''
  const rows: (readonly [string, string | null])[] = [
    [labels.about, [`${data.no}${version}`, labels.kind[data.kind], figures.of].join(', ')],
    [labels.counterparty, [data.counterparty.title, data.counterparty.tax_number].filter(Boolean).join(', ')],
    [data.documents ? labels.declared : labels.balance, figures.told],
    [labels.answered_by, [answer.name, answer.title].filter(Boolean).join(', ')],
    [labels.answered_at, answer.at],
    [labels.how, labels.way[answer.via]],
    [labels.own, agreed ? null : (figures.own ?? labels.no_difference)],
    [labels.difference, figures.difference],
    [labels.reason, answer.reason],
    [labels.note, answer.note],
    [
      labels.auditor,
      data.auditor && [data.auditor.firm, data.auditor.name, data.auditor.reference].filter(Boolean).join(', '),
    ],
    [labels.letter_hash, data.letter_sha256],
    [labels.evidence, data.evidence_head],
  ]
  for (const [label, value] of rows) if (value !== null && value !== '') drawRow(pen, label, value)
  pen.y += 10
  pen.paragraph(labels.evidence_hint, { size: 8, color: INK.quiet, after: 16 })
  pen.keep(QR + 24)
  drawQrCode(pen.doc, data.verify_url, { x: SHEET.left, y: pen.y, size: QR })
  pen.doc.link(SHEET.left, pen.y, QR, QR, data.verify_url)
  pen.line(
    labels.verify,
    { x: SHEET.left + QR + 14, y: pen.y + QR / 2 - 5, width: 300 },
    { size: 8.5, color: INK.quiet },
  )
  pen.y += QR
}

type FigureTexts = { of: string; told: string; own: string | null; difference: string | null }

/** A balance has a side; a declaration has a number of documents instead. */
const figuresOf = ({ balance, documents, answer, locale }: AnswerData): FigureTexts => {
  const labels = ANSWER_LABELS[locale]
  const { currency } = balance
  if (documents) {
    const amount = (minor: bigint) => formatWholeMoney({ minor, currency }, locale)
    const both = (count: number | null, minor: bigint | null): string | null =>
      [count === null ? null : labels.count(count), minor === null ? null : amount(minor)].filter(Boolean).join(', ') ||
      null
    return {
      of: formatMonth(balance.date),
      told: `${both(documents.count, balance.minor) ?? ''} (${labels.without_vat}; ${labels.scope[documents.scope]})`,
      own: both(answer.own_count, answer.own?.minor ?? null),
      difference: both(answer.count_difference, answer.difference_minor),
    }
  }
  const amount = (minor: bigint) => formatMoney({ minor, currency }, locale)
  const money = ({ minor, side }: { minor: bigint; side: Side }) =>
    `${amount(minor)} ${side === 'B' ? LETTER_LABELS[locale].debit : LETTER_LABELS[locale].credit}`
  return {
    of: formatDay(balance.date, locale),
    told: money(balance),
    own: answer.own && money(answer.own),
    difference: answer.difference_minor === null ? null : amount(answer.difference_minor),
  }
}

/** A label, and beside it a value as long as it likes. */
const drawRow = (pen: Pen, label: string, value: string): void => {
  const width = SHEET.width - LABEL_WIDTH
  const shown = value.replaceAll(/[^\P{Cc}\n]/gu, ' ')
  const hash = /^[0-9a-f]{64}$/.test(shown)
  pen.doc.font('regular').fontSize(hash ? 8 : 10)
  const height = pen.doc.heightOfString(shown, { width, lineGap: 2 })
  // What is longer than a page flows on; the rest is kept whole.
  if (height < 600) pen.keep(height + 12)
  const top = pen.y
  pen.line(label, { x: SHEET.left, y: top + 1, width: LABEL_WIDTH - 10 }, { size: 9, color: INK.quiet })
  pen.doc
    .font('regular')
    .fontSize(hash ? 8 : 10)
    .fillColor(INK.text)
  pen.doc.text(shown, SHEET.left + LABEL_WIDTH, top, { width, lineGap: 2 })
  pen.y = pen.doc.y + 5
  pen.rule(pen.y)
  pen.y += 6
}
