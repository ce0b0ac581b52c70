/** Says over the bottom of the page that what is seen may be stale; covers, and moves nothing. */
import type { Status } from '@nabiz/client'
import { useClient, useConnection } from '../index.ts'
import { connectionView } from './connection-view.ts'
import { CloudOffIcon } from './icons.tsx'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { formatTime } from './text.ts'

export const OfflineBanner = ({ labels }: { labels?: Labels }) => {
  const client = useClient()
  return <OfflineBannerView status={useConnection()} labels={labels} onRetry={() => client.retry()} />
}

export type OfflineBannerViewProps = { status: Status; labels?: Labels; onRetry: () => void }

export const OfflineBannerView = ({ status, labels = tr, onRetry }: OfflineBannerViewProps) => {
  const view = connectionView(status)
  return (
    // There before it has something to say: a region that comes with its text is not read out.
    <div className="nabiz-offline" role="status" data-shown={view.kind === 'disconnected'}>
      {view.kind === 'disconnected' && (
        <>
          <CloudOffIcon />
          <p>
            <b>{labels.since(formatTime(labels, view.since))}</b> {labels.meanwhile}
          </p>
          <button type="button" className="nabiz-button" disabled={view.isTrying} onClick={onRetry}>
            {view.isTrying ? labels.trying : labels.retry}
          </button>
        </>
      )}
    </div>
  )
}
