/** Which events can change a letter or a figure, without the schemas of all of them. */

/** They are about what is done next: who reads now, whom to call. */
const ASIDE = new Set(['mutabakat_reach', 'mutabakat_call'])

/** False: a list of letters and every sum over them are after it what they were before. */
export const changesLetters = (type: string): boolean => type.startsWith('mutabakat_') && !ASIDE.has(type)
