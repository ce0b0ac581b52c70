/** Finds what a source file names as another module: imports, re-exports, types by import(), workers by URL. */

export type Import = { specifier: string; line: number }

const CLAUSE = /(?:^|\n)[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"\n]+)['"]/g
// A quote in a comment inside the braces would break the clause above: the closing line is read for itself.
const CLOSING = /(?:^|\n)[ \t]*\}\s*from\s*['"]([^'"\n]+)['"]/g
const BARE = /(?:^|\n)[ \t]*import\s*['"]([^'"\n]+)['"]/g
const CALL = /\b(?:import|require|import\.meta\.resolve)\(\s*['"]([^'"\n]+)['"]/g
const ADDRESS = /\bnew URL\(\s*['"](\.[^'"\n]+\.(?:[cm]?[jt]s|[jt]sx))['"]\s*,\s*import\.meta\.url/g

/**
 * Regular expressions instead of a parser: TypeScript 7 has no JavaScript API. Comments are not cut out first, because
 * a `/*` inside a string would hide what follows it; a commented-out call is skipped by its line instead, so a mistake
 * here reports too much, never too little. A name that is put together at run time names no file here.
 */
export const readImports = (text: string): Import[] => {
  const found = new Map<number, Import>()
  for (const pattern of [CLAUSE, CLOSING, BARE, CALL, ADDRESS]) {
    for (const match of text.matchAll(pattern)) {
      const at = match.index + match[0].lastIndexOf(match[1]!)
      const lineStart = text.lastIndexOf('\n', at) + 1
      if (/^\s*(\*|\/\/)/.test(text.slice(lineStart, at)) || match[1]!.includes('${')) continue
      found.set(at, { specifier: match[1]!, line: text.slice(0, at).split('\n').length })
    }
  }
  return [...found.values()].sort((a, b) => a.line - b.line)
}
