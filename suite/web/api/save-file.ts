/** Hands a fetched file to the browser's downloads. */

/** The address of the blob is freed at once: the click has already taken the bytes. */
export const saveFile = (blob: Blob, name: string): void => {
  const href = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  URL.revokeObjectURL(href)
}
