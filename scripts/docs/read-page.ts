/** Takes a Markdown page apart: code blocks, links, and the anchors its headings make. */

/** `language` and `run` come from the fence: ```ts run. `line` is the first line of the code, from 1. */
export type Block = { language: string; run: boolean; line: number; code: string }
export type Link = { target: string; line: number }
export type Page = { blocks: Block[]; links: Link[]; anchors: Set<string> }

const LINK = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g
const ATTRIBUTE = /\b(?:src|href)="([^"]+)"/g

/** The anchor of a heading, as code hosts make it: lower case, punctuation gone, blanks to hyphens. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

export const readPage = (text: string): Page => {
  const page: Page = { blocks: [], links: [], anchors: new Set() }
  let open: { fence: string; block: Block; lines: string[] } | null = null
  text.split('\n').forEach((content, index) => {
    if (open !== null) {
      if (content.trim().startsWith(open.fence)) {
        page.blocks.push({ ...open.block, code: `${open.lines.join('\n')}\n` })
        open = null
      } else open.lines.push(content)
      return
    }
    const fence = /^\s*(`{3,}|~{3,})\s*(\S*)\s*(.*)$/.exec(content)
    if (fence !== null) {
      const [, mark = '', language = '', info = ''] = fence
      open = { fence: mark, block: { language, run: /\brun\b/.test(info), line: index + 2, code: '' }, lines: [] }
      return
    }
    const heading = /^#{1,6}\s+(.*)$/.exec(content)
    if (heading !== null) page.anchors.add(anchorOf(heading[1]!))
    const prose = content.replace(/`[^`]*`/g, '')
    for (const pattern of [LINK, ATTRIBUTE]) {
      for (const match of prose.matchAll(pattern)) page.links.push({ target: match[1]!, line: index + 1 })
    }
  })
  return page
}
