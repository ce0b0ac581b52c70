/** Saved views of a list, at the end of its filters: picked, saved, shared, and the one it opens with. */
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { View } from '#platform/contract'
import { ApiError } from '../api/api-error.ts'
import { useErrorText } from '../api/use-error-text.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import type { ColumnChoice } from './data-table/use-hidden-columns.ts'
import { notify } from './notify.ts'
import { SavedViewsDialog } from './saved-views-dialog.tsx'
import { SavedViewsMenu } from './saved-views-menu.tsx'
import { columnsOfView, queryOfView, showsView } from './saved-views-query.ts'
import type { ListState } from './use-list-state.ts'
import { useSavedViews } from './use-saved-views.ts'

export type SavedViewsProps = {
  /** Names the list on the server: `mutabakat.letters`. */
  id: string
  list: Pick<ListState<never>, 'shown' | 'show' | 'view' | 'takeFresh' | 'addressNames' | 'defaultSort'>
  /** Absent: a view says nothing of columns. */
  columns?: ColumnChoice
}

type Asking = { for: 'name' } | { for: 'rename' | 'remove'; view: View }

/** Its words are the part `views`: the route that shows it has asked for them. */
export const SavedViews = ({ id, list, columns }: SavedViewsProps) => {
  const t = useTranslations('savedViews')
  const errorText = useErrorText()
  const { items, mayShare, deeds } = useSavedViews(id)
  const [asking, setAsking] = useState<Asking | null>(null)
  const shownColumns = columns ? columns.movable.filter(column => !columns.hidden.has(column)) : null
  const now = queryOfView(list.shown, shownColumns)
  const current = items?.find(view => view.id === list.view) ?? null
  const about = { known: list.addressNames, columns: columns?.movable ?? null, defaultSort: list.defaultSort }
  const isChanged = !showsView(current?.query ?? {}, now, about)

  const pick = (view: View | null, options?: { replace?: boolean }) => {
    list.show(view?.query ?? {}, view?.id, options)
    const wanted = view && columnsOfView(view.query)
    if (wanted) columns?.show(wanted)
  }

  // A list opened by its bare address opens with the reader's own view, once: afterwards "everything" is everything.
  const isKnown = items !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the views are there
  useEffect(() => {
    if (!isKnown || !list.takeFresh()) return
    const first = items.find(view => view.is_default)
    if (first) pick(first, { replace: true })
  }, [isKnown])

  const attempt = async (deed: Promise<unknown>, done?: string) => {
    try {
      await deed
      if (done) notify({ level: 'success', text: done })
    } catch (error) {
      const isStale = error instanceof ApiError && error.status === 412
      if (isStale) await deeds.refresh()
      notify({ level: isStale ? 'warning' : 'error', text: isStale ? t('stale') : errorText(error) })
    }
  }

  return (
    <div className="min-w-0">
      <SavedViewsMenu
        views={items ?? []}
        current={current}
        isChanged={isChanged}
        onPick={pick}
        onSave={view => void attempt(deeds.change(view, { query: now }), t('saved', { name: view.name }))}
        onSaveAs={() => setAsking({ for: 'name' })}
        onRename={view => setAsking({ for: 'rename', view })}
        onShare={(view, shared) =>
          void attempt(deeds.change(view, { shared }), t(shared ? 'shared' : 'unshared', { name: view.name }))
        }
        onDefault={view => void attempt(deeds.chooseDefault(view), t(view ? 'defaultSet' : 'defaultCleared'))}
        onRemove={view => setAsking({ for: 'remove', view })}
      />
      {asking?.for === 'name' && (
        <SavedViewsDialog
          title={t('saveAs')}
          name=""
          shared={mayShare ? false : null}
          onSave={async view => {
            const made = await deeds.create({ ...view, query: now })
            list.show(list.shown, made.id, { replace: true })
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.for === 'rename' && (
        <SavedViewsDialog
          title={t('rename')}
          name={asking.view.name}
          shared={null}
          onSave={({ name }) => deeds.change(asking.view, { name })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.for === 'remove' && (
        <ConfirmDialog
          title={t('removeTitle', { name: asking.view.name })}
          confirmLabel={t('remove')}
          danger
          isOpen
          onOpenChange={isOpen => !isOpen && setAsking(null)}
          onConfirm={async () => {
            await deeds.remove(asking.view)
            list.show(list.shown, undefined, { replace: true })
          }}
        >
          {t(asking.view.shared ? 'removeSharedText' : 'removeText')}
        </ConfirmDialog>
      )}
    </div>
  )
}
