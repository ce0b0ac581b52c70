/** One side's statement: brought by a file, read with what could not be read, replaced after a question. */
import { FileSpreadsheet, Upload } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { FileDrop } from '../../../../web/kit/file-drop.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import { Progress } from '../../../../web/kit/progress.tsx'
import type { Comparison, Statement, StatementSide } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'
import type { ComparisonSource } from './comparison-source.ts'
import { useSideName } from './use-side-name.ts'

type Props = { source: ComparisonSource; side: StatementSide; comparison: Comparison; onUploaded: () => void }

export const StatementCard = ({ source, side, comparison, onUploaded }: Props) => {
  const t = useTranslations('mutabakat.comparison')
  const sideName = useSideName(source.side)
  const [isReplacing, setReplacing] = useState(false)
  const statement = comparison[side]
  const mayUpload = source.uploads.includes(side) && comparison.can.upload.ok
  const taken = () => {
    setReplacing(false)
    onUploaded()
  }
  const drop = (
    <div className="space-y-3">
      {side === source.side && source.own && <GiveOwn own={source.own} onGiven={taken} />}
      <Drop
        source={source}
        side={side}
        label={t(side === source.side ? 'drop_mine' : 'drop_other')}
        onUploaded={taken}
      />
    </div>
  )
  return (
    <Card
      title={sideName(side)}
      actions={
        statement &&
        mayUpload && (
          <Button small tone="quiet" icon={Upload} onPress={() => setReplacing(true)}>
            {t('replace')}
          </Button>
        )
      }
    >
      {statement ? <Read statement={statement} /> : mayUpload ? drop : <Missing />}
      <Dialog title={t('replace_title')} size="small" isOpen={isReplacing} onOpenChange={setReplacing}>
        <div className="space-y-4">
          <p>{t('replace_text')}</p>
          {drop}
        </div>
      </Dialog>
    </Card>
  )
}

const Missing = () => {
  const t = useTranslations('mutabakat.comparison')
  return <p className="py-6 text-center text-sm text-ink-soft">{t('statement_missing')}</p>
}

/** What is there already is one tap away; a file stays possible. */
const GiveOwn = ({ own, onGiven }: { own: NonNullable<ComparisonSource['own']>; onGiven: () => void }) => {
  const t = useTranslations('mutabakat.comparison')
  const locale = useLocale()
  const errorText = useErrorText()
  const [isGiving, setGiving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const give = async () => {
    setGiving(true)
    setFailure(null)
    try {
      await own.give()
      onGiven()
    } catch (error) {
      setFailure(error)
    } finally {
      setGiving(false)
    }
  }
  const day = (value: string | null) => (value === null ? '–' : formatDay(value, locale))
  return (
    <div className="space-y-2 text-center">
      <Button tone="primary" icon={FileSpreadsheet} pending={isGiving} onPress={() => void give()}>
        {t('use_own')}
      </Button>
      <p className="text-xs text-ink-soft">
        {t('use_own_text', { no: own.no, count: own.lines, from: day(own.from), to: day(own.to) })}
      </p>
      {failure !== null && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
          {errorText(failure)}
        </p>
      )}
      <p className="text-xs text-ink-soft">{t('or_file')}</p>
    </div>
  )
}

const Drop = ({
  source,
  side,
  label,
  onUploaded,
}: {
  source: ComparisonSource
  side: StatementSide
  label: string
  onUploaded: () => void
}) => {
  const errorText = useErrorText()
  const [sent, setSent] = useState<number | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const send = async (file: File) => {
    setSent(0)
    setFailure(null)
    try {
      await source.upload(side, file, setSent)
      onUploaded()
    } catch (error) {
      setFailure(error)
    } finally {
      setSent(null)
    }
  }
  return (
    <FileDrop
      label={label}
      accept={source.accept}
      maxBytes={source.maxBytes}
      sending={sent}
      onFile={file => void send(file)}
      errorMessage={failure === null ? undefined : errorText(failure)}
    />
  )
}

const Read = ({ statement }: { statement: Statement }) => {
  const t = useTranslations('mutabakat.comparison')
  return (
    <div className="space-y-2">
      <p className="flex min-w-0 items-center gap-2 text-sm font-medium">
        <FileSpreadsheet className="size-4 shrink-0 text-accent" aria-hidden="true" />
        <span className="min-w-0 truncate">{statement.file_name}</span>
      </p>
      {statement.state === 'reading' && <Progress label={t('reading')} percent={null} />}
      {statement.state === 'failed' && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
          {statement.error?.message}
        </p>
      )}
      {statement.state === 'ready' && (
        <div className="text-sm text-ink-soft">
          <p>
            {t('line_count', { count: statement.lines })} · <DateText value={statement.from} /> –{' '}
            <DateText value={statement.to} />
          </p>
          <p>
            {t('debit')} <Money value={statement.debit} /> · {t('credit')} <Money value={statement.credit} />
          </p>
          {statement.skipped > 0 && <p>{t('skipped', { count: statement.skipped })}</p>}
        </div>
      )}
      {statement.wrong > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer text-wait">{t('wrong', { count: statement.wrong })}</summary>
          <ul className="mt-2 max-h-48 space-y-1 overflow-auto text-xs text-ink-soft">
            {statement.problems.map(problem => (
              <li key={`${problem.row} ${problem.column}`}>
                {t('problem', { row: problem.row, column: problem.column, message: problem.message })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
