/** Types of chromium.mjs, which stays plain JavaScript because an older Node runs it. */
export const findProgram: (name: string, path?: string) => string | null
export const findChromium: () => string | null
