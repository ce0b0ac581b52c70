/** Search and filters over a list; what is set stands below as chips that can be taken away one by one. */
import { Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { frameClasses } from './field.tsx'
import { type Choice, Select } from './select.tsx'
import type { ListState } from './use-list-state.ts'

export type FilterDefinition<Filter extends string> = { id: Filter; label: string; options: readonly Choice[] }

export type FilterBarProps<Filter extends string> = {
  list: ListState<Filter>
  /** Absent: the list cannot be searched. */
  searchLabel?: string
  filters?: readonly FilterDefinition<Filter>[]
}

const ANY = ''
/** Pause after the last key before the list is asked, in ms. */
const SETTLE_MS = 250

export const FilterBar = <Filter extends string>({ list, searchLabel, filters = [] }: FilterBarProps<Filter>) => {
  const t = useTranslations('kit.filter')
  const [text, setText] = useState(list.q)
  const [asked, setAsked] = useState(list.q)
  // The address changed elsewhere (back button, a cleared filter): follow it.
  if (asked !== list.q) {
    setAsked(list.q)
    setText(list.q)
  }
  const { setQ } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `setQ` is the same deed, and must not restart the pause
  useEffect(() => {
    if (text === asked) return
    const timer = setTimeout(() => setQ(text), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text, asked])

  const set = filters.flatMap(filter => {
    const value = list.filters[filter.id]
    const choice = filter.options.find(option => option.id === value)
    return value ? [{ filter, label: choice?.label ?? value }] : []
  })
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {searchLabel !== undefined && (
          <SearchField
            aria-label={searchLabel}
            value={text}
            onChange={setText}
            onSubmit={setQ}
            className="group min-w-0 flex-1 basis-56"
          >
            <div className={classes(frameClasses, 'flex min-h-9 items-center focus-within:border-accent')}>
              <Search className="ms-3 size-4 shrink-0 text-ink-soft" aria-hidden="true" />
              <Input
                placeholder={searchLabel}
                className="min-h-9 min-w-0 flex-1 rounded-field bg-transparent px-2 text-sm placeholder:text-ink-soft [&::-webkit-search-cancel-button]:hidden"
              />
              <AriaButton className="grid size-8 place-items-center text-ink-soft group-data-[empty]:invisible">
                <X className="size-4" aria-hidden="true" />
              </AriaButton>
            </div>
          </SearchField>
        )}
        {filters.length > 0 && (
          <div className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap">
            {filters.map(filter => (
              <Select
                key={filter.id}
                label={filter.label}
                hideLabel
                small
                className="sm:w-38"
                // Unset, it shows its short name: four of them and the search fit one row.
                placeholder={filter.label}
                value={list.filters[filter.id] ?? null}
                onChange={id => list.setFilter(filter.id, id === ANY ? null : id)}
                options={[{ id: ANY, label: t('any', { label: filter.label }) }, ...filter.options]}
              />
            ))}
          </div>
        )}
      </div>
      {set.length > 0 && (
        <ul aria-label={t('active')} className="flex flex-wrap items-center gap-1.5">
          {set.map(({ filter, label }) => (
            <li
              key={filter.id}
              className="inline-flex items-center gap-1 rounded-full bg-accent-soft py-0.5 ps-2.5 pe-1 text-xs text-accent"
            >
              {`${filter.label}: ${label}`}
              <AriaButton
                aria-label={t('remove', { label: filter.label })}
                onPress={() => list.setFilter(filter.id, null)}
                className="grid size-5 place-items-center rounded-full data-[hovered]:bg-surface"
              >
                <X className="size-3" aria-hidden="true" />
              </AriaButton>
            </li>
          ))}
          <li>
            <Button tone="quiet" small onPress={list.clear}>
              {t('clear')}
            </Button>
          </li>
        </ul>
      )}
    </div>
  )
}
