import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '#platform/contract'
import { SHEET_FAILURES } from '#platform/sheets'
import {
  CHANNELS,
  DELIVERY_PURPOSES,
  DELIVERY_STATES,
  EVIDENCE_FACTS,
  IMPORT_STATES,
  LETTER_STATUSES,
  MUTABAKAT_EVENTS,
  MUTABAKAT_FAILURES,
  REASON_CODES,
  TEMPLATE_KINDS,
} from '../contract/index.ts'
import { COUNTERPARTY_KINDS, FIELDS, ROW_FAILURES, ROW_WARNINGS, TAX_NUMBER_KINDS } from '../domain/index.ts'
import { az } from './az.ts'
import { en } from './en.ts'
import { tr } from './tr.ts'

type Tree = { readonly [key: string]: string | Tree }
const CATALOGUES: Readonly<Record<(typeof LOCALES)[number], Tree>> = { tr, en, az }

const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`),
  )

/** Names of a message's arguments, also of those inside plural branches. */
const argumentsOf = (message: string): string[] => {
  const names = new Set<string>()
  const read = (from: number): number => {
    let at = from
    while (at < message.length && message[at] !== '}') {
      if (message[at] !== '{') {
        at++
        continue
      }
      const head = /^\{\s*(\w+)\s*(?:,\s*(\w+)\s*(,)?)?/.exec(message.slice(at))
      if (!head) throw new Error(`not a message: ${message}`)
      names.add(head[1]!)
      at += head[0].length
      if (head[3]) {
        for (;;) {
          const branch = /^\s*[=\w]+\s*\{/.exec(message.slice(at))
          if (!branch) break
          at = read(at + branch[0].length) + 1
        }
        at += /^\s*/.exec(message.slice(at))![0].length
      }
      if (message[at] !== '}') throw new Error(`not a message: ${message}`)
      at++
    }
    return at
  }
  read(0)
  return [...names].sort()
}

/** Names of a message's tags, `<time></time>`: places where a screen puts an element. */
const tagsOf = (message: string): string[] => [...new Set([...message.matchAll(/<(\w+)>/g)].map(([, name]) => name!))]

/** Everything that a screen fills in. */
const holesOf = (message: string): string[] => [...argumentsOf(message), ...tagsOf(message).sort()]

/** Names the catalogue has, for "every code has a sentence". */
const keys = (tree: Tree, path: string): string[] => {
  const found = path
    .split('.')
    .reduce<string | Tree | undefined>((node, key) => (typeof node === 'object' ? node[key] : undefined), tree)
  return typeof found === 'object' ? Object.keys(found) : []
}

describe('catalogues', () => {
  it('[MU90] the three languages have the same keys and the same arguments', () => {
    expect(argumentsOf('{a, plural, =0 {x {b}} other {# y}} {c}')).toEqual(['a', 'b', 'c'])
    const turkish = flatten(tr)
    for (const other of [en, az]) {
      const messages = new Map(flatten(other))
      expect([...messages.keys()].sort()).toEqual(turkish.map(([key]) => key).sort())
      for (const [key, message] of turkish) expect([key, holesOf(messages.get(key)!)]).toEqual([key, holesOf(message)])
    }
  })

  it('[MU91] every message can be said', () => {
    for (const locale of LOCALES) {
      const say = createTranslator<Tree>({
        locale,
        messages: CATALOGUES[locale],
        onError: error => {
          throw error
        },
      }).markup as unknown as (key: string, params: Record<string, unknown>) => string
      for (const [key, message] of flatten(CATALOGUES[locale])) {
        const params = Object.fromEntries(argumentsOf(message).map(name => [name, 2]))
        const tags = Object.fromEntries(tagsOf(message).map(name => [name, (inside: string) => `${inside}2`]))
        expect(say(key, { ...params, ...tags }), key).not.toMatch(/[{}<>]/)
      }
    }
  })

  it('[MU92] every code of rows, services and the sheet reader has a sentence, with arguments it is given', () => {
    const errors = new Set(keys(tr, 'errors'))
    for (const code of [
      ...Object.keys(ROW_FAILURES),
      ...Object.keys(MUTABAKAT_FAILURES),
      ...Object.keys(SHEET_FAILURES),
    ])
      expect(errors.has(code), code).toBe(true)
    const fits = (table: Readonly<Record<string, readonly string[]>>, sentences: Readonly<Record<string, string>>) => {
      for (const [code, allowed] of Object.entries(table))
        for (const name of argumentsOf(sentences[code] ?? ''))
          expect([code, allowed]).toEqual([code, expect.arrayContaining([name])])
    }
    fits(ROW_FAILURES, tr.errors)
    fits(ROW_WARNINGS, tr.warnings)
    expect(keys(tr, 'warnings').sort()).toEqual(Object.keys(ROW_WARNINGS).sort())
    // A service may say these without quoting a cell.
    for (const code of Object.keys(MUTABAKAT_FAILURES).filter(code => Object.hasOwn(ROW_FAILURES, code)))
      expect([code, argumentsOf(tr.errors[code as keyof typeof tr.errors])]).toEqual([code, []])
  })

  it('[MU93] every state, reason, field and event has its words', () => {
    expect(keys(tr, 'status')).toEqual([...LETTER_STATUSES])
    expect(keys(tr, 'status_hint')).toEqual([...LETTER_STATUSES])
    expect(keys(tr, 'reason')).toEqual([...REASON_CODES])
    expect(keys(tr, 'delivery')).toEqual([...DELIVERY_STATES])
    expect(keys(tr, 'channel')).toEqual([...CHANNELS])
    expect(keys(tr, 'purpose')).toEqual([...DELIVERY_PURPOSES])
    expect(keys(tr, 'template_kind')).toEqual([...TEMPLATE_KINDS])
    expect(keys(tr, 'evidence')).toEqual([...EVIDENCE_FACTS])
    expect(keys(tr, 'imports.state')).toEqual([...IMPORT_STATES])
    expect(keys(tr, 'kind')).toEqual([...COUNTERPARTY_KINDS])
    expect(keys(tr, 'tax_kind')).toEqual([...TAX_NUMBER_KINDS, 'none'])
    expect(keys(tr, 'field')).toEqual(expect.arrayContaining([...FIELDS]))
    for (const section of ['events', 'history'])
      expect(keys(tr, section)).toEqual(expect.arrayContaining(Object.keys(MUTABAKAT_EVENTS)))
    expect(tr.events.mutabakat_approved).toBe('{no} {approved_by} tarafından onaylandı')
  })
})
