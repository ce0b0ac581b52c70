/** One record of the audit log in full: before and after, from where, and its place in the chain. */
import { useTranslations } from 'use-intl'
import type { AuditEntry } from '#platform/contract'
import { describeAgent } from '../../format/describe-agent.ts'
import { DateText } from '../../kit/date-text.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import type { AuditWords } from './audit-words.ts'

export const AuditDialog = ({
  entry,
  words,
  onClose,
}: {
  entry: AuditEntry
  words: AuditWords
  onClose: () => void
}) => {
  const t = useTranslations('audit')
  const facts = [
    [t('at'), <DateText key="at" value={entry.at} form="dateTime" />],
    [t('who'), words.actor(entry.actor)],
    [t('object'), entry.object ? `${words.noun(entry.object.type)} · ${entry.object.id}` : t('nothing')],
    [t('ip'), entry.ip ?? t('nothing')],
    [t('device'), describeAgent(entry.agent) ?? t('nothing')],
    [t('position'), entry.position],
    [t('hash'), <code key="hash">{entry.hash}</code>],
  ] as const
  return (
    <Dialog title={words.action(entry.action)} size="large" isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <div className="space-y-5">
        <Changes old={entry.old} next={entry.new} />
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-soft">{name}</dt>
              <dd className="min-w-0 break-all max-sm:mb-1">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  )
}

const membersOf = (value: unknown): Record<string, unknown> => {
  if (value === null || value === undefined) return {}
  return typeof value === 'object' && !Array.isArray(value) ? { ...value } : { '': value }
}

const shown = (value: unknown): string => {
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const Changes = ({ old, next }: { old: unknown; next: unknown }) => {
  const t = useTranslations('audit')
  const [before, after] = [membersOf(old), membersOf(next)]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  if (names.length === 0) return null
  return (
    <section aria-label={t('after')} tabIndex={-1} className="overflow-x-auto rounded-xl border border-line">
      <table className="w-full text-start text-sm">
        <thead>
          <tr className="border-b border-line text-ink-soft">
            <td className="px-3 py-2" />
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {t('before')}
            </th>
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {t('after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map(name => (
            <tr key={name} className="border-b border-line last:border-0">
              <th scope="row" className="px-3 py-2 text-start font-normal text-ink-soft">
                {name || '–'}
              </th>
              <td className="px-3 py-2 break-words">{shown(before[name])}</td>
              <td className="px-3 py-2 break-words">{shown(after[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
