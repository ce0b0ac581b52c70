/** The audit log in the reader's words: the shell names its own deeds, every application its own under `audit`. */
import { useMemo } from 'react'
import { useMessages, useTranslations } from 'use-intl'
import type { AuditEntry } from '#platform/contract'
import type { Catalogue } from '../../define-web-application.ts'
import { useApplications } from '../../session/applications.ts'

export type AuditWords = {
  /** `letter.sent` → "Mektup gönderildi"; what nobody named stays as it is. */
  action: (action: string) => string
  /** The type of a thing: `letter` → "Mektup". */
  noun: (type: string) => string
  /** Every noun that has a name, to filter by. */
  nouns: readonly { id: string; label: string }[]
  actor: (actor: AuditEntry['actor']) => string
}

/** The text at `path` below a catalogue; null when there is none, or more than a text. */
const textAt = (tree: Catalogue, path: readonly string[]): string | null => {
  let at: string | Catalogue | undefined = tree
  for (const part of path) at = typeof at === 'object' && Object.hasOwn(at, part) ? at[part] : undefined
  return typeof at === 'string' ? at : null
}

const below = (tree: Catalogue, part: string): Catalogue => {
  const found = tree[part]
  return typeof found === 'object' ? found : {}
}

/** Plain text only: these sentences have no arguments. */
export const auditCatalogues = (messages: Catalogue, applications: readonly string[]): Catalogue[] => [
  below(messages, 'audit'),
  ...applications.map(id => below(below(messages, id), 'audit')),
]

export const actionText = (catalogues: readonly Catalogue[], action: string): string =>
  catalogues.map(one => textAt(one, ['action', ...action.split('.')])).find(text => text !== null) ?? action

export const useAuditWords = (): AuditWords => {
  const t = useTranslations('audit')
  const messages = useMessages()
  const applications = useApplications()
  return useMemo(() => {
    const catalogues = auditCatalogues(
      messages as unknown as Catalogue,
      applications.map(({ id }) => id),
    )
    const nouns = catalogues.flatMap(one =>
      Object.entries(below(one, 'noun')).flatMap(([id, label]) => (typeof label === 'string' ? [{ id, label }] : [])),
    )
    return {
      action: action => actionText(catalogues, action),
      noun: type =>
        catalogues
          .map(one => textAt(one, ['thing', type]) ?? textAt(one, ['noun', type]))
          .find(text => text !== null) ?? type,
      nouns,
      actor: ({ id, name }) => {
        if (name) return name
        if (id === 'system' || id === 'anonymous') return t(id)
        return id.startsWith('guest:') ? t('guest') : t('gone')
      },
    }
  }, [t, messages, applications])
}
