/** The signatures a token may have, and which of them go with which kind of key. */

export const ALGORITHMS = ['HS256', 'RS256', 'ES256', 'EdDSA'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** Those that are checked with a public key. */
export type PublicAlgorithm = Exclude<Algorithm, 'HS256'>
