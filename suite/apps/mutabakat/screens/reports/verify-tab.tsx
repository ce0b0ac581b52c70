/** Checks the signatures of a PDF: what each of them is worth, in words and never more than it is. */
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RouteOutput } from '#platform/contract'
import { upload } from '../../../../web/api/upload.ts'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Card } from '../../../../web/kit/card.tsx'
import { classes } from '../../../../web/kit/classes.ts'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { FileDrop } from '../../../../web/kit/file-drop.tsx'
import { routes, type SignatureVerdict } from '../../contract/index.ts'
import { Facts } from '../facts.tsx'

type Verdict = RouteOutput<typeof routes.verifyFile>
type State =
  | { is: 'idle' }
  | { is: 'sending'; part: number }
  | { is: 'failed'; text: string }
  | { is: 'done'; file: string; verdict: Verdict }

export const VerifyTab = () => {
  const t = useTranslations('mutabakat.reports.verify')
  const errorText = useErrorText()
  const [state, setState] = useState<State>({ is: 'idle' })
  const check = async (file: File) => {
    setState({ is: 'sending', part: 0 })
    try {
      const verdict = await upload(routes.verifyFile, file, { onProgress: part => setState({ is: 'sending', part }) })
      setState({ is: 'done', file: file.name, verdict })
    } catch (error) {
      setState({ is: 'failed', text: errorText(error) })
    }
  }
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <p className="text-sm text-ink-soft">{t('text')}</p>
      <FileDrop
        label={t('drop')}
        accept={['.pdf', 'application/pdf']}
        maxBytes={routes.verifyFile.upload!.maxBytes}
        onFile={file => void check(file)}
        sending={state.is === 'sending' ? state.part : null}
        errorMessage={state.is === 'failed' ? state.text : undefined}
      />
      {state.is === 'done' && <Result file={state.file} verdict={state.verdict} />}
    </div>
  )
}

const Result = ({ file, verdict }: { file: string; verdict: Verdict }) => {
  const t = useTranslations('mutabakat.reports.verify')
  const tone = verdict.valid
    ? 'bg-good-soft text-good'
    : verdict.signed
      ? 'bg-bad-soft text-bad'
      : 'bg-wait-soft text-wait'
  const IconPart = verdict.valid ? ShieldCheck : ShieldAlert
  return (
    <>
      <div role="status" className={classes('flex gap-3 rounded-card px-4 py-3', tone)}>
        <IconPart className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
        <div className="min-w-0 text-sm">
          <p className="font-semibold">{t(verdict.valid ? 'valid' : verdict.signed ? 'invalid' : 'unsigned')}</p>
          <p>{t(`level.${verdict.level}`)}</p>
          <p>
            {verdict.known
              ? verdict.known.no
                ? t('known', { company: verdict.known.company, no: verdict.known.no })
                : t('known_package', { company: verdict.known.company })
              : t('unknown')}
          </p>
          <p className="mt-1 text-xs break-all">
            {file} · SHA-256 <code>{verdict.sha256}</code>
          </p>
        </div>
      </div>
      {verdict.signatures.map((signature, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the signatures of a file have an order and nothing else
        <SignatureCard key={at} number={at + 1} signature={signature} />
      ))}
    </>
  )
}

const SignatureCard = ({ number, signature }: { number: number; signature: SignatureVerdict }) => {
  const t = useTranslations('mutabakat.reports.verify')
  const { certificate } = signature
  return (
    <Card title={t('signature', { number: String(number) })}>
      <p className={classes('mb-3 text-sm font-medium', signature.valid ? 'text-good' : 'text-bad')}>
        {signature.problem ? t(`problem.${signature.problem}`) : t('intact')}
      </p>
      <Facts
        facts={[
          [t('signer'), signature.signer],
          [t('chain_label'), t(`chain.${signature.chain}`)],
          [t('signed_at'), signature.signed_at && <DateText value={signature.signed_at} form="dateTime" />],
          ...(certificate
            ? ([
                [t('issuer'), certificate.issuer],
                [
                  t('validity'),
                  <span key="validity">
                    <DateText value={certificate.not_before} /> – <DateText value={certificate.not_after} />
                  </span>,
                ],
                [t('qualified'), t(certificate.qualified ? 'qualified_yes' : 'qualified_no')],
              ] as const)
            : []),
          [
            t('covers'),
            t(
              signature.covers_whole_file
                ? 'covers_yes'
                : signature.later_additions_allowed
                  ? 'covers_later'
                  : 'covers_no',
            ),
          ],
        ]}
      />
      <p className="mt-3 text-xs text-ink-soft">{t('time_note')}</p>
    </Card>
  )
}
