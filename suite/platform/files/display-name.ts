/** A file's name as people gave it, fit to be shown and offered for saving. It never becomes a path of ours. */

const LONGEST = 200

/** Folders, control characters and direction marks go (`fdp.exe` must not be read backwards); nothing left: `dosya`. */
export const displayName = (name: string): string => {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '').trim()
  if (clean === '' || /^\.+$/.test(clean)) return 'dosya'
  return shorten(clean)
}

/** Keeps the ending, which says what the file is. */
const shorten = (name: string): string => {
  const letters = [...name]
  if (letters.length <= LONGEST) return name
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  return letters.slice(0, LONGEST - ending.length).join('') + ending
}
