/** Types of python.mjs, which stays plain JavaScript because an older Node runs it. */
export const findPython: (module: string) => string | null
