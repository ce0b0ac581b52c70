/** What stands in place of content. */
import { Send } from 'lucide-react'
import { ApiError } from '../../api/api-error.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { useClock } from '../../kit/clock.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorState } from '../../kit/error-state.tsx'
import { OfflineState } from '../../kit/offline-state.tsx'
import { SkeletonLines } from '../../kit/skeleton.tsx'
import { StaleBanner } from '../../kit/stale-banner.tsx'

const refusal = new ApiError(500, 'internal', 'Bir şeyler ters gitti. Sorun kaydedildi; biraz sonra yeniden deneyin.', {
  requestId: '0199a3f2-7c1e-7d44-8f0a-5b1c2d3e4f50',
})

export const StateExhibits = () => {
  const now = useClock()
  return (
    <>
      <Card title="EmptyState">
        <EmptyState
          icon={Send}
          title="Henüz mektup yok"
          action={
            <Button tone="primary" icon={Send}>
              Mektup gönder
            </Button>
          }
        >
          Cari listenizi yükleyip ilk mektubunuzu gönderin.
        </EmptyState>
      </Card>
      <Card title="ErrorState">
        <ErrorState error={refusal} onRetry={() => {}} />
      </Card>
      <Card title="OfflineState, StaleBanner">
        <StaleBanner since={now - 11 * 60_000} />
        <OfflineState />
      </Card>
      <Card title="SkeletonLines">
        <SkeletonLines />
      </Card>
    </>
  )
}
