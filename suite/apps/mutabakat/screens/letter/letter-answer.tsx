/** What the counterparty answered, how, and how far it differs; or that nobody has yet. */
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { useGlow } from '../../../../web/kit/use-glow.ts'
import type { Letter } from '../../contract/index.ts'
import { formatDay, sideForUs } from '../../domain/index.ts'
import { Facts } from '../facts.tsx'
import { LetterMoney } from '../letter-money.tsx'

export const LetterAnswer = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const { answer } = letter
  const format = useFormatter()
  const glow = useGlow(answer?.answered_at ?? null)
  return (
    <Card title={t('letter.sections.answer')}>
      <div data-glow={glow}>
        {answer ? (
          <>
            <p className={`mb-3 text-lg font-semibold ${answer.choice === 'agree' ? 'text-good' : 'text-bad'}`}>
              {t(answer.choice === 'agree' ? 'letter.agreed' : 'letter.disagreed')}
            </p>
            <Facts
              facts={[
                [t('letter.answered_by'), [answer.name, answer.title].filter(Boolean).join(', ')],
                [t('letters.columns.answered_at'), <DateText key="at" value={answer.answered_at} form="dateTime" />],
                ...(answer.choice === 'disagree'
                  ? ([
                      [t('letter.reason'), answer.reason_code ? t(`reason.${answer.reason_code}`) : '–'],
                      ...(letter.documents
                        ? ([
                            [
                              t('kinds.letter.own_count'),
                              answer.own_count === null ? '–' : format.number(answer.own_count),
                            ],
                            [
                              t('kinds.letter.count_difference'),
                              answer.count_difference === null ? '–' : format.number(answer.count_difference),
                            ],
                          ] as const)
                        : []),
                      [
                        t(letter.documents ? 'kinds.letter.own_amount' : 'letter.own_balance'),
                        answer.own_balance ? (
                          <span key="own">
                            <LetterMoney kind={letter.kind} value={answer.own_balance} />{' '}
                            {!letter.documents && answer.own_side && sideForUs(answer.own_side, locale)}
                          </span>
                        ) : (
                          '–'
                        ),
                      ],
                      [
                        t('letter.difference'),
                        answer.difference ? (
                          <LetterMoney key="diff" kind={letter.kind} value={answer.difference} />
                        ) : (
                          '–'
                        ),
                      ],
                    ] as const)
                  : []),
                [t('work.letter.via'), t(`answer_via.${answer.via}`)],
                [t('work.letter.level'), t(`work.letter.level_${answer.level}`)],
                ...(answer.recorded
                  ? ([
                      [
                        t('work.papers.kind.recorded'),
                        t('work.letter.recorded_by', {
                          by: answer.recorded.by,
                          channel: t(`answer_channel.${answer.recorded.channel}`),
                          day: formatDay(answer.recorded.received_on, locale),
                        }),
                      ],
                    ] as const)
                  : []),
                ...(answer.note ? ([[t('letter.note'), answer.note]] as const) : []),
              ]}
            />
          </>
        ) : (
          <p className="text-sm text-ink-soft">{t('letter.no_answer')}</p>
        )}
      </div>
    </Card>
  )
}
