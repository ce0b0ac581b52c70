/** The frame of a screen: filled, on its way, refused, and with nothing to show. */
import { Send } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../api/api-error.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { PageFrame, type PageFrameProps } from '../../kit/page-frame.tsx'

type Letter = { title: string; no: string }

const FILLED = { title: 'Işık Tekstil A.Ş.', no: 'MUT-2026-000128' }
const QUERY = { data: undefined, error: null, isFetching: false, dataUpdatedAt: 0, refetch: () => {} }
const REFUSAL = new ApiError(503, 'unavailable', 'Sunucu şu an yanıt veremiyor; biraz sonra yeniden deneyin.', {})

export const FrameExhibits = () => {
  const t = useTranslations('nav')
  const shown = (part: Partial<PageFrameProps<Letter>['query']>): PageFrameProps<Letter> => ({
    query: { ...QUERY, ...part },
    back: { to: '.', label: 'Mektuplar' },
    lines: 3,
    header: ({ title, no }) => ({
      title,
      // The tab keeps the name of the gallery.
      tabTitle: t('gallery'),
      description: no,
      actions: (
        <Button tone="primary" icon={Send}>
          Gönder
        </Button>
      ),
    }),
    children: () => <Card>1.284.500,40 ₺</Card>,
  })
  return (
    <>
      <Card title="PageFrame">
        <PageFrame {...shown({ data: FILLED })} />
      </Card>
      <Card title="PageFrame: loading">
        <PageFrame {...shown({ isFetching: true })} />
      </Card>
      <Card title="PageFrame: refused">
        <PageFrame {...shown({ error: REFUSAL })} />
      </Card>
      <Card title="PageFrame: empty">
        <PageFrame {...shown({ data: FILLED })} empty={() => <EmptyState title="Henüz kayıt yok" />} />
      </Card>
    </>
  )
}
