/** The bar under a chain: plays it from its first fact, to the second, and says what the letter's state then was. */

import { History, Pause, Play, X } from 'lucide-react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { useDateTime } from '../../../../web/kit/use-date-time.ts'
import { durationParts } from '../../../../web/kit/use-duration-text.ts'
import { statesAfter } from '../../domain/index.ts'
import type { Replay } from './use-replay.ts'
import type { ShownFact } from './verify-in-browser.ts'

export const ReplayBar = ({ facts, replay }: { facts: readonly ShownFact[]; replay: Replay }) => {
  const t = useTranslations('mutabakat.chain')
  if (facts.length < 2) return null
  if (replay.at === null)
    return (
      <Button small tone="quiet" icon={History} className="-ms-3" onPress={replay.begin}>
        {t('replay')}
      </Button>
    )
  return (
    <div className="rounded-field bg-sunken p-3">
      <Moment facts={facts} at={replay.at} />
      <div className="mt-2 flex items-center gap-2">
        {replay.isPlaying ? (
          <IconButton small icon={Pause} label={t('pause')} onPress={replay.pause} />
        ) : (
          <IconButton small icon={Play} label={t('play')} onPress={replay.play} />
        )}
        <Track facts={facts} at={replay.at} onChange={replay.goTo} />
        <IconButton small icon={X} label={t('close')} onPress={replay.end} />
      </div>
    </div>
  )
}

const Moment = ({ facts, at }: { facts: readonly ShownFact[]; at: number }) => {
  const words = useTranslations('mutabakat')
  const t = useTranslations('mutabakat.chain')
  const dateTime = useDateTime()
  const fact = facts[at]!
  const before = facts[at - 1]
  const state = statesAfter(facts)[at]!
  const since = before && durationParts((Date.parse(fact.at) - Date.parse(before.at)) / 1_000)
  return (
    <div role="status" className="text-sm">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <time dateTime={fact.at} className="tabular font-semibold">
          {dateTime(new Date(fact.at), { dateStyle: 'medium', timeStyle: 'medium' })}
        </time>
        <span>{words(`evidence.${fact.fact}`)}</span>
      </p>
      <p className="flex flex-wrap gap-x-2 text-xs text-ink-soft">
        <span>
          {t('state')}: <b className="text-ink">{state === 'answered' ? t('answered') : words(`status.${state}`)}</b>
        </span>
        {since && <span>{since.unit === 'hours' ? t('since.hours', since) : t(`since.${since.unit}`, since)}</span>}
      </p>
      <p className="mt-1 text-xs break-all text-ink-soft">
        {t('hash')}: <code>{fact.hash}</code>
      </p>
      {fact.document_sha256 && (
        <p className="text-xs break-all text-ink-soft">
          {t('document')}: <code>{fact.document_sha256}</code>
        </p>
      )}
    </div>
  )
}

type TrackProps = { facts: readonly ShownFact[]; at: number; onChange: (at: number) => void }

const Track = ({ facts, at, onChange }: TrackProps) => {
  const t = useTranslations('mutabakat.chain')
  return (
    <Slider
      aria-label={t('at')}
      value={at + 1}
      onChange={value => onChange((value as number) - 1)}
      minValue={1}
      maxValue={facts.length}
      className="flex min-w-0 flex-1 items-center gap-3 px-2"
    >
      <SliderTrack className="relative h-10 flex-1">
        <span
          aria-hidden="true"
          className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-field-line"
        />
        <SliderThumb className="top-1/2 size-5 rounded-full border-2 border-accent bg-surface data-[dragging]:bg-accent" />
      </SliderTrack>
      <span className="tabular shrink-0 text-xs text-ink-soft">{t('step', { at: at + 1, count: facts.length })}</span>
    </Slider>
  )
}
