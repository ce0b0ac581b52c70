/** What a reconciliation compares. */

/**
 * `cari`, `cari_doviz`: the balance of an account, in lira or in another currency. `cari_vade`: the same by due date.
 * `ekstre`: the statement lines behind a balance; it is no letter of its own. `ba`, `bs`: our purchases from and our sales
 * to one tax number in a month, as the forms of the tax office count them. `teyit`: an auditor's confirmation.
 */
export const LETTER_KINDS = ['cari', 'cari_doviz', 'cari_vade', 'ekstre', 'ba', 'bs', 'teyit'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

/** The kinds letters are written of. */
export const WRITTEN_KINDS = ['cari', 'cari_doviz', 'cari_vade', 'ba', 'bs', 'teyit'] as const
export type WrittenKind = (typeof WRITTEN_KINDS)[number]

/** Form BA: purchases. Form BS: sales. Our BA is compared with the other side's BS, our BS with its BA. */
export const BABS_FORMS = ['ba', 'bs'] as const
export type BabsForm = (typeof BABS_FORMS)[number]

/** Which documents a form counts: paper ones alone, as declared since July 2021, or electronic ones as well. */
export const BABS_SCOPES = ['paper', 'all'] as const
export type BabsScope = (typeof BABS_SCOPES)[number]
