/** The button of a list's saved views: which one is shown, whether it still is, the others, and what may be done. */
import { Bookmark, Check, Pencil, Plus, RotateCcw, Save, Trash2, Users, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { View } from '#platform/contract'
import { Button } from './button.tsx'
import { Menu, type MenuEntry } from './menu.tsx'

export type SavedViewsMenuProps = {
  views: readonly View[]
  /** The view the list was opened with; null: none. */
  current: View | null
  /** The list shows something else by now. */
  isChanged: boolean
  onPick: (view: View | null) => void
  onSave: (view: View) => void
  onSaveAs: () => void
  onRename: (view: View) => void
  onShare: (view: View, shared: boolean) => void
  onDefault: (view: View | null) => void
  onRemove: (view: View) => void
}

export const SavedViewsMenu = (props: SavedViewsMenuProps) => {
  const { views, current, isChanged } = props
  const t = useTranslations('savedViews')
  const describe = (view: View): string | undefined => {
    const whose = !view.shared ? null : view.mine ? t('sharedByYou') : t('sharedBy', { name: view.by ?? t('somebody') })
    const parts = [view.is_default ? t('isDefault') : null, whose].filter(part => part !== null)
    return parts.length > 0 ? parts.join(' · ') : undefined
  }
  const picks = views.map((view): MenuEntry => {
    const description = describe(view)
    return {
      id: view.id,
      label: view.name,
      icon: Bookmark,
      isCurrent: view.id === current?.id && !isChanged,
      ...(description && { description }),
      onAction: () => props.onPick(view),
    }
  })
  return (
    <Menu
      label={t('label')}
      items={[
        {
          id: 'none',
          label: t('everything'),
          icon: X,
          isCurrent: current === null && !isChanged,
          onAction: () => props.onPick(null),
        },
        ...picks,
        { kind: 'separator', id: 'after-views' },
        ...(current ? deedsOf(current, props, t) : []),
        { id: 'save-as', label: t('saveAs'), icon: Plus, onAction: props.onSaveAs },
      ]}
      trigger={
        <Button small icon={Bookmark} className="min-w-0">
          <span className="max-w-40 truncate">{current?.name ?? t('label')}</span>
          {current && isChanged && <span className="text-xs font-normal text-wait">{t('changed')}</span>}
        </Button>
      }
    />
  )
}

/** What is done with the view that is shown. */
const deedsOf = (
  view: View,
  props: SavedViewsMenuProps,
  t: ReturnType<typeof useTranslations<'savedViews'>>,
): MenuEntry[] => [
  ...(props.isChanged
    ? [
        ...(view.can.change ? [{ id: 'save', label: t('save'), icon: Save, onAction: () => props.onSave(view) }] : []),
        { id: 'back', label: t('back'), icon: RotateCcw, onAction: () => props.onPick(view) },
      ]
    : []),
  ...(view.can.change
    ? [{ id: 'rename', label: t('rename'), icon: Pencil, onAction: () => props.onRename(view) }]
    : []),
  ...(view.can.share
    ? [
        {
          id: 'share',
          label: t(view.shared ? 'unshare' : 'share'),
          icon: Users,
          onAction: () => props.onShare(view, !view.shared),
        },
      ]
    : []),
  view.is_default
    ? { id: 'default', label: t('clearDefault'), icon: X, onAction: () => props.onDefault(null) }
    : { id: 'default', label: t('makeDefault'), icon: Check, onAction: () => props.onDefault(view) },
  ...(view.can.remove
    ? [{ id: 'remove', label: t('remove'), icon: Trash2, danger: true, onAction: () => props.onRemove(view) }]
    : []),
  { kind: 'separator', id: 'after-deeds' },
]
