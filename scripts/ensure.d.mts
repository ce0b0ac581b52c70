/** Types of ensure.mjs, which stays plain JavaScript because an older Node runs it. */
export const installReason: (root: string, options?: { forTests?: boolean }) => string | null
export const buildReason: (root: string) => string | null
