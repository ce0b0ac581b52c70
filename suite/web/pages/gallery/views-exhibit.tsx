/** Saved views in every state: none chosen, one shown, one that the list left, and another person's. */
import { useTranslations } from 'use-intl'
import type { View } from '#platform/contract'
import { notify } from '../../kit/notify.ts'
import { SavedViewsMenu } from '../../kit/saved-views-menu.tsx'
import { Exhibit } from './exhibit.tsx'

const view = (id: string, name: string, part: Partial<View> = {}): View => ({
  ...{ id, name, list: 'gallery', query: {}, shared: false, mine: true, by: 'Gülşen Demir', is_default: false, rev: 1 },
  can: { change: true, share: true, remove: true },
  updated_at: '2026-11-22T08:00:00Z',
  ...part,
})
const OWN = view('1', 'Yanıt bekleyenler', { is_default: true })
const SHARED = view('2', 'Ay sonu: 100.000 üstü', {
  ...{ shared: true, mine: false, by: 'Mehmet Çelik' },
  can: { change: false, share: false, remove: false },
})

export const ViewsExhibit = () => {
  const t = useTranslations('savedViews')
  const tell = () => notify({ level: 'info', text: t('label') })
  const shared = {
    views: [OWN, SHARED],
    ...{ onPick: tell, onSave: tell, onSaveAs: tell, onRename: tell, onShare: tell, onDefault: tell, onRemove: tell },
  }
  return (
    <Exhibit name="SavedViewsMenu" wide>
      <SavedViewsMenu {...shared} current={null} isChanged={false} />
      <SavedViewsMenu {...shared} current={OWN} isChanged={false} />
      <SavedViewsMenu {...shared} current={OWN} isChanged />
      <SavedViewsMenu {...shared} current={SHARED} isChanged />
    </Exhibit>
  )
}
