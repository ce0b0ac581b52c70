/** What the suite holds of a person: declared by the part that holds it, gathered by the desk for one company. */
import type { Jobs } from '#platform/jobs'
import type { Trx } from '#platform/store'

/** A person is known by an address. One of the first two is set; `user_id` when it is the address of an account. */
export type Subject = { email: string | null; phone: string | null; user_id: string | null }

/** Every function works inside the company's transaction and names it in every query. */
export type PersonData = {
  /** `mutabakat.contact` */
  kind: string
  /** Keys of its name, and of the sentence about what erasing does, in the catalogues. */
  title: string
  effect: string
  /** `samples`: up to five lines that tell one person from another. */
  find(trx: Trx, company_id: string, subject: Subject): Promise<{ count: number; samples: string[] }>
  /** The records themselves, as JSON can hold them. */
  export(trx: Trx, company_id: string, subject: Subject): Promise<Record<string, unknown>[]>
  /**
   * Removes the person and keeps the fact. Returns how many records it changed; afterwards `find` finds none of them.
   * Absent: it stays, and `effect` says why. `jobs`: for copies that others have of it, which follow in the background.
   */
  erase?(trx: Trx, company_id: string, subject: Subject, jobs: Pick<Jobs, 'enqueueMany'>): Promise<number>
}

/** Declares what a part holds; only narrows types. */
export const definePersonData = (data: PersonData): PersonData => data

/** What stands where a name or an address was. */
export const ERASED = '***'

/** `ayse@firma.example` → `a***@f***.example`; a phone keeps its last two digits. */
export const maskAddress = (address: string): string => {
  const [name = '', host] = address.split('@')
  if (host === undefined) return `***${address.slice(-2)}`
  return `${name.slice(0, 1)}***@${host.slice(0, 1)}***${host.slice(host.lastIndexOf('.'))}`
}
