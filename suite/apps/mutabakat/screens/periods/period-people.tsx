/** Who has how much left of a period, when it would be done at this pace, and handing somebody's cards to a colleague. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import type { ListQuery } from '../../../../web/api/list-query.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { useClock } from '../../../../web/kit/clock.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { Select } from '../../../../web/kit/select.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type Dashboard, type Period, routes } from '../../contract/index.ts'
import { dayInZone, forecastClosing, formatDay } from '../../domain/index.ts'
import { useChoices, usePeriodStanding } from '../letters/live-letters.ts'
import { useMayLead } from '../may-lead.ts'

type Person = Dashboard['responsibles'][number]

/** Takes every page: a person has hundreds of cards at most. */
const useHandOver = () => {
  const call = useCompanyCall()
  return async (from: string, to: string): Promise<number> => {
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const query: ListQuery = { 'filter[responsible]': from, 'filter[active]': '1', limit: 100 }
      if (cursor) query.cursor = cursor
      const page = await call(routes.listCounterparties, { query })
      ids.push(...page.items.map(card => card.id))
      cursor = page.next_cursor
    } while (cursor)
    if (ids.length === 0) return 0
    const { changed } = await call(
      routes.assignCounterparties,
      { body: { ids, responsible_id: to } },
      { idempotencyKey: crypto.randomUUID() },
    )
    return changed
  }
}

const HandOver = ({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) => {
  const t = useTranslations('mutabakat.work.people')
  const company = useCompany()
  const queries = useQueryClient()
  const choices = useChoices()
  const handOver = useHandOver()
  const [to, setTo] = useState<string | null>(null)
  const members = choices.data?.members ?? []
  const cards = members.find(member => member.id === person.id)?.cards ?? 0
  return (
    <ConfirmDialog
      title={t('hand_over_title', { name: person.name })}
      confirmLabel={t('hand_over')}
      isBlocked={to === null || cards === 0}
      onConfirm={async () => {
        const count = await handOver(person.id, to!)
        notify({ level: 'success', text: t('handed', { count }) })
        await queries.invalidateQueries({ queryKey: companyKey(company) })
      }}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <p className="mb-1 font-medium">{t('cards', { count: cards })}</p>
      <p className="mb-4 text-sm text-ink-soft">{t('hand_over_text')}</p>
      <Select
        label={t('to')}
        value={to}
        onChange={setTo}
        options={members.filter(member => member.id !== person.id).map(({ id, name }) => ({ id, label: name }))}
        isRequired
      />
    </ConfirmDialog>
  )
}

const Forecast = ({ person, since, today }: { person: Person; since: string; today: string }) => {
  const t = useTranslations('mutabakat.work.people')
  const answered = person.approved + person.rejected
  const forecast = forecastClosing({ since, today, answered, waiting: person.waiting })
  if (forecast.is === 'day') return <DateText value={forecast.day} />
  return <span className="text-ink-soft">{t(forecast.is)}</span>
}

/** Of one of the periods given, the first to begin with. */
export const PeriodPeople = ({ periods }: { periods: readonly Period[] }) => {
  const [chosen, setChosen] = useState<string | null>(null)
  const period = periods.find(one => one.id === chosen) ?? periods[0]
  if (!period) return null
  return <People period={period} periods={periods} onChoose={setChosen} />
}

const People = ({
  period,
  periods,
  onChoose,
}: {
  period: Period
  periods: readonly Period[]
  onChoose: (id: string) => void
}) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const format = useFormatter()
  const mayLead = useMayLead()
  const now = new Date(useClock())
  const standing = usePeriodStanding(period)
  const { data } = standing
  const [giver, setGiver] = useState<{ id: string; name: string } | null>(null)
  const today = dayInZone(now, Intl.DateTimeFormat().resolvedOptions().timeZone)
  // The letters of a period mostly leave together: the longest waiting one says since when answers come.
  const since = data?.slowest[0]?.sent_at.slice(0, 10) ?? today
  return (
    <Card
      flush
      title={t('work.people.title')}
      actions={
        <Select
          small
          hideLabel
          label={t('work.list.period')}
          value={period.id}
          onChange={onChoose}
          options={periods.map(one => ({
            id: one.id,
            label: `${formatDay(one.date, locale)} · ${t(`letter_kind.${one.kind}`)}`,
          }))}
        />
      }
    >
      {!data ? (
        <NotLoaded query={standing} lines={3} />
      ) : data.responsibles.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">{t('work.people.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        <section aria-label={t('work.people.title')} tabIndex={0} className="overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="border-b border-line text-ink-soft max-sm:text-xs">
                <th scope="col" className="py-2.5 ps-4 text-start font-medium">
                  {t('work.people.person')}
                </th>
                {(['total', 'waiting', 'undelivered', 'closed', 'forecast'] as const).map(column => (
                  <th key={column} scope="col" className="py-2.5 ps-3 text-end font-medium last:pe-4">
                    {t(`work.people.${column}`)}
                  </th>
                ))}
                {mayLead && <td />}
              </tr>
            </thead>
            <tbody>
              {data.responsibles.map(person => (
                <tr key={person.id ?? 'nobody'} className="border-b border-line last:border-0">
                  <th scope="row" className="min-w-32 py-2.5 ps-4 text-start font-medium">
                    {person.id === null ? t('work.nobody') : person.name}
                  </th>
                  <td className="tabular py-2.5 ps-3 text-end">{format.number(person.total)}</td>
                  <td className="tabular py-2.5 ps-3 text-end">{format.number(person.waiting)}</td>
                  <td className="tabular py-2.5 ps-3 text-end">{format.number(person.undelivered)}</td>
                  <td className="tabular py-2.5 ps-3 text-end">
                    {format.number(person.closed_percent / 100, { style: 'percent', maximumFractionDigits: 1 })}
                  </td>
                  <td className="py-2.5 ps-3 pe-4 text-end whitespace-nowrap">
                    <Forecast person={person} since={since} today={today} />
                  </td>
                  {mayLead && (
                    <td className="py-1.5 pe-3 text-end">
                      {person.id !== null && (
                        <Button small tone="quiet" onPress={() => setGiver({ id: person.id!, name: person.name })}>
                          {t('work.people.hand_over')}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {giver && <HandOver person={giver} onClose={() => setGiver(null)} />}
    </Card>
  )
}
