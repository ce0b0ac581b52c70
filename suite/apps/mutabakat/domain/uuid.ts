/** Ids that come in from outside: a text that is no uuid is nobody's, and must not reach a uuid column as an error. */

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)
