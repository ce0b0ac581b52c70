/** A page of pairs: decided one by one (j and k move, y and n decide) or, after a question, all of one rule at once. */
import { CheckCheck, ListChecks, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { TableFooter } from '../../../../web/kit/data-table/table-footer.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { Menu } from '../../../../web/kit/menu.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import type { Comparison, LinePair } from '../../contract/index.ts'
import type { ComparisonSource, Shown } from './comparison-source.ts'
import { type Decision, PairRow } from './pair-row.tsx'
import { useDeed, usePairs, useTake } from './use-comparison.ts'

type Props = {
  source: ComparisonSource
  shown: Shown
  comparison: Comparison
  currency: Currency
  q: string
  cursor: string | undefined
  onCursor: (cursor: string | undefined) => void
}
type Rule = LinePair['rule']

export const PairList = ({ source, shown, comparison, currency, q, cursor, onCursor }: Props) => {
  const t = useTranslations('mutabakat.comparison')
  const pairs = usePairs(source, shown, { q, cursor }, comparison.rev)
  const deed = useDeed(source)
  const list = useRef<HTMLUListElement>(null)
  const [pending, setPending] = useState<ReadonlyMap<string, Decision>>(new Map())
  const isEmptied = cursor !== undefined && pairs.data?.items.length === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the last of this page was decided
  useEffect(() => {
    if (isEmptied) onCursor(undefined)
  }, [isEmptied])

  const decide = async (id: string, decision: Decision) => {
    moveOn(list.current, id)
    setPending(now => new Map(now).set(id, decision))
    await deed(() => source.decide({ decision, ids: [id] }))
    setPending(now => new Map([...now].filter(([other]) => other !== id)))
  }
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const rows = rowsOf(list.current)
    const at = rows.findIndex(row => row.contains(document.activeElement))
    if (event.key === 'j' || event.key === 'k')
      rows[at + (event.key === 'j' ? 1 : -1)]?.querySelector('button')?.focus()
    const id = rows[at]?.dataset.pair
    const decision = event.key === 'y' ? 'confirmed' : event.key === 'n' ? 'refused' : null
    const pair = pairs.data?.items.find(one => one.id === id)
    if (pair && decision && decision !== pair.state && comparison.can.decide.ok && !pending.has(pair.id))
      void decide(pair.id, decision)
  }
  if (!pairs.data)
    return (
      <Card>
        <NotLoaded query={pairs} lines={8} />
      </Card>
    )
  const { items } = pairs.data
  if (items.length === 0)
    return (
      <Card>
        {q ? (
          <EmptyState icon={Search} title={t('not_found')} />
        ) : (
          <EmptyState icon={ListChecks} title={t(`none.${shown}`)}>
            {t(`none_text.${shown}`)}
          </EmptyState>
        )}
      </Card>
    )
  return (
    <Card flush>
      {shown === 'proposed' && comparison.can.decide.ok && <WholeRule source={source} comparison={comparison} />}
      <ul
        ref={list}
        aria-label={t(`tabs.${shown}`)}
        onKeyDown={press}
        className={pairs.isPlaceholderData ? '@container opacity-80' : '@container'}
      >
        {items.map(pair => (
          <PairRow
            key={pair.id}
            pair={pair}
            reader={source.side}
            currency={currency}
            mayDecide={comparison.can.decide.ok}
            pending={pending.get(pair.id) ?? null}
            onDecide={decision => void decide(pair.id, decision)}
          />
        ))}
      </ul>
      <TableFooter page={pairs.data} onCursor={onCursor} />
    </Card>
  )
}

const rowsOf = (list: HTMLElement | null): HTMLElement[] =>
  Array.from(list?.querySelectorAll<HTMLElement>('[data-pair]') ?? [])

/** A decided pair leaves the list: who works by keyboard stands on the next one before it does. */
const moveOn = (list: HTMLElement | null, id: string): void => {
  const rows = rowsOf(list)
  const at = rows.findIndex(row => row.dataset.pair === id)
  if (!rows[at]?.contains(document.activeElement)) return
  ;(rows[at + 1] ?? rows[at - 1])?.querySelector('button')?.focus()
}

const WholeRule = ({ source, comparison }: { source: ComparisonSource; comparison: Comparison }) => {
  const t = useTranslations('mutabakat.comparison')
  const take = useTake(source)
  const [rule, setRule] = useState<Rule | null>(null)
  const found = comparison.run?.steps.filter(step => step.pairs > 0 && step.rule !== 'suspect') ?? []
  const chosen = found.find(step => step.rule === rule)
  const confirm = async () => {
    if (!rule) return
    const before = comparison.counts.confirmed
    const after = take(await source.decide({ decision: 'confirmed', rule }))
    notify({ level: 'success', text: t('rule_confirmed', { count: after.counts.confirmed - before }) })
  }
  return (
    <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2">
      <p className="hidden flex-1 text-xs text-ink-soft sm:block">{t('keys')}</p>
      {found.length > 0 && (
        <Menu
          label={t('whole_rule')}
          trigger={
            <Button small icon={CheckCheck}>
              {t('whole_rule')}
            </Button>
          }
          items={found.map(step => ({
            id: step.rule,
            label: t(`rule.${step.rule}`),
            description: t('run.found', { count: step.pairs }),
            onAction: () => setRule(step.rule),
          }))}
        />
      )}
      <ConfirmDialog
        title={t('whole_rule_title')}
        confirmLabel={t('whole_rule_deed')}
        isOpen={rule !== null}
        onOpenChange={isOpen => !isOpen && setRule(null)}
        onConfirm={confirm}
      >
        {rule && t('whole_rule_text', { rule: t(`rule.${rule}`), count: chosen?.pairs ?? 0 })}
      </ConfirmDialog>
    </div>
  )
}
