/** Buttons, badges, numbers, dates, timelines and bars. */
import { Bell, FilePenLine, Plus, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Badge, StatusDot, type Tone } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { useClock } from '../../kit/clock.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Money } from '../../kit/money.tsx'
import { Progress } from '../../kit/progress.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { StatCard } from '../../kit/stat-card.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { ConnectionBadgeView } from '../../shell/connection-badge.tsx'
import { CounterDot } from '../../shell/counter-dot.tsx'
import { Exhibit } from './exhibit.tsx'

const TONES: [Tone, string][] = [
  ['neutral', 'Taslak'],
  ['live', 'Canlı'],
  ['good', 'Mutabık'],
  ['wait', 'Bekliyor'],
  ['bad', 'Reddedildi'],
  ['info', 'Görüldü'],
]

export const ShownExhibits = () => {
  const now = useClock()
  const [count, setCount] = useState(128)
  return (
    <>
      <Exhibit name="Button">
        <Button tone="primary" icon={Send}>
          Mektup gönder
        </Button>
        <Button>Düzenle</Button>
        <Button tone="quiet">Vazgeç</Button>
        <Button tone="danger" icon={Trash2}>
          Sil
        </Button>
        <Button tone="primary" pending>
          Gönderiliyor
        </Button>
        <Button isDisabled>Kapalı</Button>
        <Button small icon={Plus}>
          Ekle
        </Button>
      </Exhibit>
      <Exhibit name="IconButton">
        <IconButton label="Yeni" icon={Plus} />
        <IconButton label="Bildirimler: 3 okunmamış" icon={Bell} framed badge={<CounterDot count={3} />} />
        <IconButton label="Bildirimler: 128 okunmamış" icon={Bell} framed badge={<CounterDot count={128} />} />
        <IconButton label="Düzenle" icon={FilePenLine} small />
        <IconButton label="Sil" icon={Trash2} isDisabled />
      </Exhibit>
      <Exhibit name="Badge, StatusDot">
        {TONES.map(([tone, text]) => (
          <Badge key={tone} tone={tone}>
            {text}
          </Badge>
        ))}
        {TONES.map(([tone, text]) => (
          <StatusDot key={tone} tone={tone}>
            {text}
          </StatusDot>
        ))}
      </Exhibit>
      <Exhibit name="ConnectionBadge">
        <ConnectionBadgeView view={{ kind: 'live', latency_ms: 18 }} onRetry={() => {}} />
        <ConnectionBadgeView view={{ kind: 'starting' }} onRetry={() => {}} />
        <ConnectionBadgeView
          view={{
            kind: 'lost',
            since: now - 125_000,
            reason: 'network',
            next_attempt_at: now + 8_000,
            isTrying: false,
          }}
          onRetry={() => {}}
        />
      </Exhibit>
      <Exhibit name="Money, DateText, RelativeTime">
        <Money value={{ amount: '1284500.40', currency: 'TRY' }} />
        <Money value={{ amount: '-9320.75', currency: 'EUR' }} />
        <Money value={{ amount: '48210.00', currency: 'AZN' }} />
        <DateText value="2026-10-31" />
        <DateText value="2026-10-31" form="long" />
        <DateText value={now} form="dateTime" />
        <DateText value={null} />
        <RelativeTime value={now - 5 * 60_000} />
        <RelativeTime value={now - 26 * 3_600_000} />
      </Exhibit>
      <Exhibit name="StatCard">
        <div className="grid w-full grid-cols-2 gap-3">
          <StatCard label="Bekleyen" value={String(count)} note="son 30 gün" />
          <StatCard label="Mutabık oranı" value={null} />
        </div>
        <Button small onPress={() => setCount(count + 1)}>
          +1
        </Button>
      </Exhibit>
      <Exhibit name="Progress, Skeleton">
        <Progress label="Cari listesi içe aktarılıyor" percent={62} />
        <Progress label="Mektuplar hazırlanıyor" percent={null} />
        <Progress label="Tamamlandı" percent={100} tone="good" />
        <Progress label="Durdu" percent={35} tone="bad" />
        <Skeleton />
        <Skeleton className="h-4 w-1/2" />
      </Exhibit>
      <Exhibit name="Timeline">
        <Timeline
          label="Mektubun geçmişi"
          entries={[
            { id: '3', at: now - 120_000, title: 'Mutabık kalındı', actor: 'Işık Tekstil A.Ş.', tone: 'good' },
            { id: '2', at: now - 3_600_000, title: 'Mektup açıldı', tone: 'info' },
            {
              id: '1',
              at: now - 86_400_000,
              title: 'Mektup gönderildi',
              actor: 'Gülşən Əliyeva',
              icon: Send,
              tone: 'live',
            },
          ]}
        />
      </Exhibit>
    </>
  )
}
