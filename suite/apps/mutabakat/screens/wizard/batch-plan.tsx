/** When a batch goes out: at once, on a working day, or not yet. The same for a new batch and for one that waits. */
import { useTranslations } from 'use-intl'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import type { BatchPlan } from '../../contract/index.ts'

const WHENS = ['now', 'workday', 'none'] as const

const planOf = (when: BatchPlan['when']): BatchPlan =>
  when === 'workday' ? { when, from: null, time: '09:30' } : { when }

/** Whether the time can be read; the server refuses others as well. */
export const isPlan = (plan: BatchPlan): boolean =>
  plan.when !== 'workday' || /^([01]\d|2[0-3]):[0-5]\d$/.test(plan.time)

export const BatchPlanFields = ({
  plan,
  onChange,
  today,
}: {
  plan: BatchPlan
  onChange: (plan: BatchPlan) => void
  today: string
}) => {
  const t = useTranslations('mutabakat.work.batch')
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label={t('plan')}
        value={plan.when}
        onChange={when => onChange(planOf(when))}
        options={WHENS.map(id => ({
          id,
          label: t(`plans.${id}`),
          ...(id === 'workday' && { description: t('workday_hint') }),
        }))}
      />
      {plan.when === 'workday' && (
        <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
          <DateField
            label={t('from')}
            value={plan.from ?? today}
            min={today}
            onChange={from => onChange({ ...plan, from: from || null })}
          />
          <TextField label={t('time')} value={plan.time} maxLength={5} onChange={time => onChange({ ...plan, time })} />
        </div>
      )}
    </div>
  )
}
