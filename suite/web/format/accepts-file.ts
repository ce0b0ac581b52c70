/** Whether a file may be chosen here: by the same list an `<input accept>` takes, and by its size. */

export type FileVerdict = { ok: true } | { ok: false; reason: 'wrong_type' | 'too_large' | 'empty' }

/**
 * `accept`: extensions (".xlsx") and types ("application/pdf", "image/*"); an empty list takes everything. Extensions count
 * because operating systems disagree about the type of a spreadsheet. The server looks at the bytes themselves.
 */
export const acceptsFile = (
  file: { name: string; type: string; size: number },
  rules: { accept: readonly string[]; maxBytes: number },
): FileVerdict => {
  const name = file.name.toLowerCase()
  const fits = rules.accept.some(rule => {
    const wanted = rule.toLowerCase()
    if (wanted.startsWith('.')) return name.endsWith(wanted)
    if (wanted.endsWith('/*')) return file.type.toLowerCase().startsWith(wanted.slice(0, -1))
    return file.type.toLowerCase() === wanted
  })
  if (rules.accept.length > 0 && !fits) return { ok: false, reason: 'wrong_type' }
  if (file.size === 0) return { ok: false, reason: 'empty' }
  if (file.size > rules.maxBytes) return { ok: false, reason: 'too_large' }
  return { ok: true }
}
