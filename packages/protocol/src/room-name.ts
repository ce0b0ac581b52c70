/** Names of rooms: segments of `[A-Za-z0-9_.@=-]{1,64}` joined by `:`, at most 128 bytes, case-sensitive. */
const NAME = /^[A-Za-z0-9_.@=-]{1,64}(?::[A-Za-z0-9_.@=-]{1,64})*$/

export const MAX_ROOM_NAME_BYTES = 128

/** The charset is ASCII, so characters are bytes. */
export const isRoomName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_ROOM_NAME_BYTES && NAME.test(value)

/** `company:{id}` + `{id:'7'}` → `company:7`. Throws when the result is no legal name. */
export const roomName = (pattern: string, params: Record<string, string> = {}): string => {
  const name = pattern.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '')
  if (!isRoomName(name)) throw new TypeError(`not a room name: ${JSON.stringify(name)} (from ${pattern})`)
  return name
}

/** The parameters of `name` under `pattern`, or null when it does not fit: `company:{id}`, `company:7` → `{id:'7'}`. */
export const matchRoomName = (pattern: string, name: string): Record<string, string> | null => {
  const wanted = pattern.split(':')
  const given = name.split(':')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = given[index]!
    if (segment.startsWith('{') && segment.endsWith('}')) params[segment.slice(1, -1)] = value
    else if (segment !== value) return null
  }
  return params
}

/** A token's pattern: `x:*` = `x:` and one or more further segments, `*` alone = every room, else the exact name. */
export const matchesPattern = (pattern: string, name: string): boolean =>
  pattern === '*' || pattern === name || (pattern.endsWith(':*') && name.startsWith(pattern.slice(0, -1)))
