/**
 * Search and filters over a list: the few that everybody uses stand in the bar, others are added when they are needed.
 * What is set stands below as chips that can be taken away one by one.
 */
import { ListFilterPlus, Search, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { frameClasses } from './field.tsx'
import { Menu } from './menu.tsx'
import { type Choice, Select } from './select.tsx'
import type { ListState } from './use-list-state.ts'

export type FilterDefinition<Filter extends string> = {
  id: Filter
  label: string
  options: readonly Choice[]
  /** `bar` (absent): always in sight. `more`: once it is added or set. `chip`: set by links alone, shown as its chip. */
  place?: 'bar' | 'more' | 'chip'
}

/** A filter that is no choice, such as a range: added like the others, and drawn by the page. */
export type FilterField = { id: string; label: string; isSet: boolean; content: ReactNode }

export type FilterBarProps<Filter extends string> = {
  list: ListState<Filter>
  /** Absent: the list cannot be searched. */
  searchLabel?: string
  filters?: readonly FilterDefinition<Filter>[]
  fields?: readonly FilterField[]
  /** Before the chips: what is done with all of it at once, such as keeping it under a name. */
  actions?: ReactNode
}

const ANY = ''
/** Pause after the last key before the list is asked, in ms. */
const SETTLE_MS = 250

export const FilterBar = <Filter extends string>(props: FilterBarProps<Filter>) => {
  const { list, searchLabel, filters = [], fields = [], actions } = props
  const t = useTranslations('kit.filter')
  const [added, setAdded] = useState<readonly string[]>([])
  const bar = useRef<HTMLDivElement>(null)
  const newest = added.at(-1)
  // Whoever added a filter is about to set it. The closing menu gives the focus back in the next frame: this comes after.
  useEffect(() => {
    if (newest === undefined) return
    const frame = requestAnimationFrame(() =>
      bar.current?.querySelector<HTMLElement>(`[data-filter="${newest}"] :is(button, input)`)?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [newest])
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
  const isShown = ({ id, place = 'bar' }: FilterDefinition<Filter>): boolean =>
    place === 'bar' || (place === 'more' && (added.includes(id) || list.filters[id] !== undefined))
  const isOpen = ({ id, isSet }: FilterField): boolean => isSet || added.includes(id)
  const shown = filters.filter(isShown)
  const addable = [
    ...filters.filter(filter => filter.place === 'more' && !isShown(filter)),
    ...fields.filter(field => !isOpen(field)),
  ]
  return (
    <div ref={bar} className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {searchLabel !== undefined && (
          <SearchField
            aria-label={searchLabel}
            value={text}
            onChange={setText}
            onSubmit={setQ}
            className="group min-w-0 flex-1 basis-44"
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
        {(shown.length > 0 || addable.length > 0) && (
          <div className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap">
            {shown.map(filter => (
              <div key={filter.id} data-filter={filter.id} className="min-w-0 sm:max-w-56 sm:min-w-34">
                <Select
                  label={filter.label}
                  hideLabel
                  small
                  // Unset, it shows its short name: four of them and the search fit one row.
                  placeholder={filter.label}
                  value={list.filters[filter.id] ?? null}
                  onChange={id => list.setFilter(filter.id, id === ANY ? null : id)}
                  options={[{ id: ANY, label: t('any', { label: filter.label }) }, ...filter.options]}
                />
              </div>
            ))}
            {addable.length > 0 && (
              <Menu
                label={t('add')}
                placement="bottom start"
                trigger={
                  <Button small icon={ListFilterPlus} className="min-h-10">
                    {t('add')}
                  </Button>
                }
                items={addable.map(({ id, label }) => ({
                  id,
                  label,
                  onAction: () => setAdded(before => [...before.filter(one => one !== id), id]),
                }))}
              />
            )}
          </div>
        )}
      </div>
      {fields.filter(isOpen).map(({ id, content }) => (
        <div key={id} data-filter={id}>
          {content}
        </div>
      ))}
      {(actions || set.length > 0) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          {actions}
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
      )}
    </div>
  )
}
