/** Views of one thing, side by side. */
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import { classes } from './classes.ts'

export type TabsProps<Id extends string> = {
  label: string
  value?: Id
  onChange?: (id: Id) => void
  tabs: readonly { id: Id; label: string; count?: number; content: ReactNode }[]
  className?: string
}

export const Tabs = <Id extends string>({ label, value, onChange, tabs, className }: TabsProps<Id>) => (
  <AriaTabs
    {...(value === undefined ? {} : { selectedKey: value })}
    {...(onChange ? { onSelectionChange: key => onChange(key as Id) } : {})}
    className={classes('flex flex-col gap-4', className)}
  >
    <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map(tab => (
        <Tab
          key={tab.id}
          id={tab.id}
          className="-mb-px flex shrink-0 items-center gap-2 border-b-2 border-transparent px-3 py-2 text-ink-soft data-[hovered]:text-ink data-[selected]:border-accent data-[selected]:font-medium data-[selected]:text-ink"
        >
          {({ isSelected }) => (
            <>
              <InSight when={isSelected}>{tab.label}</InSight>
              {tab.count !== undefined && (
                <span className="tabular rounded-full bg-sunken px-1.5 text-xs text-ink-soft">{tab.count}</span>
              )}
            </>
          )}
        </Tab>
      ))}
    </TabList>
    {tabs.map(tab => (
      <TabPanel key={tab.id} id={tab.id}>
        {tab.content}
      </TabPanel>
    ))}
  </AriaTabs>
)

/** On a phone the row is wider than the screen: the chosen tab is moved into it, and nothing else is. */
const InSight = ({ when, children }: { when: boolean; children: ReactNode }) => {
  const label = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const tab = label.current?.closest('[role="tab"]')
    const row = tab?.parentElement
    if (!when || !tab || !row) return
    const at = tab.getBoundingClientRect()
    const sight = row.getBoundingClientRect()
    row.scrollLeft += Math.max(0, at.right - sight.right) - Math.max(0, sight.left - at.left)
  }, [when])
  return <span ref={label}>{children}</span>
}
