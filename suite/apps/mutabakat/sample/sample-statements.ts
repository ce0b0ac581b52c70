/** Two statements of one account, as both companies keep it: the receiver missed the last invoice, which is the whole difference. */
import { addDays, type Day, formatDay, STATEMENT_HEADINGS } from '../domain/index.ts'

const { date, document_type, number, description, debit, credit } = STATEMENT_HEADINGS
const HEAD = [date, document_type, number, description, debit, credit].join(';')

type Row = readonly [day: Day, type: string, number: string, description: string, debit: string, credit: string]

const toCsv = (rows: readonly Row[]): Buffer =>
  Buffer.from([HEAD, ...rows.map(([day, ...cells]) => [formatDay(day, 'tr'), ...cells].join(';'))].join('\r\n'))

/** What the sender says at the month's end, and what the receiver's books have, in kuruş. */
export const SAMPLE_DIFFERENCE = { sender: 4_779_550n, receiver: 3_531_550n }

/** `end`: the month's last day. */
export const sampleStatements = (end: Day): { sender: Buffer; receiver: Buffer } => {
  const on = (day: number): Day => addDays(`${end.slice(0, 7)}-01`, day - 1)
  return {
    sender: toCsv([
      [on(1), 'Devir', '', 'Önceki dönemden', '42500,00', ''],
      [on(5), 'Satış faturası', 'BRK2026000000211', 'Lokum ve akide', '18240,00', ''],
      [on(12), 'Satış faturası', 'BRK2026000000212', 'Pişmaniye', '9760,50', ''],
      [on(18), 'Tahsilat', '', 'Gelen havale', '', '42500,00'],
      [on(22), 'Satış faturası', 'BRK2026000000213', 'Bayram kolisi', '7315,00', ''],
      [on(27), 'Satış faturası', 'BRK2026000000214', 'Badem ezmesi', '12480,00', ''],
    ]),
    receiver: toCsv([
      [on(1), 'Devir', '', 'Önceki dönemden', '', '42500,00'],
      [on(6), 'Alış faturası', 'BRK-2026-211', 'Bereket Şekerleme', '', '18240,00'],
      [on(12), 'Alış faturası', 'BRK-2026-212', 'Bereket Şekerleme', '', '9760,50'],
      [on(18), 'Ödeme', '', 'EFT', '42500,00', ''],
      [on(24), 'Alış faturası', 'BRK-2026-213', 'Bereket Şekerleme', '', '7315,00'],
    ]),
  }
}
