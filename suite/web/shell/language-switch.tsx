/** Chooses the language: each is written in itself. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useLocale, useTranslations } from 'use-intl'
import { changeMeRoute, LOCALES, type Locale, type Me } from '#platform/contract'
import { call } from '../api/call.ts'
import { classes } from '../kit/classes.ts'
import { Menu } from '../kit/menu.tsx'
import { useChooseLocale } from '../session/locale.tsx'
import { ME_KEY } from '../session/me.ts'

export const LANGUAGES: Record<Locale, string> = { tr: 'Türkçe', en: 'English', az: 'Azərbaycanca' }

export const LanguageSwitch = ({ className }: { className?: string }) => {
  const t = useTranslations('language')
  const locale = useLocale()
  const choose = useChooseLocale()
  const queries = useQueryClient()
  const remember = useMutation({
    mutationFn: (next: Locale) => call(changeMeRoute, { body: { locale: next } }),
    onSuccess: user => queries.setQueryData<Me>(ME_KEY, me => me && { ...me, user }),
  })
  const change = async (next: Locale) => {
    await choose(next)
    if (queries.getQueryData<Me>(ME_KEY)?.user) remember.mutate(next)
  }
  return (
    <Menu
      label={t('label')}
      items={LOCALES.map(id => ({
        id,
        label: LANGUAGES[id],
        isCurrent: id === locale,
        onAction: () => void change(id),
      }))}
      trigger={
        <Button
          className={classes(
            'inline-flex h-10 items-center gap-1.5 rounded-field border border-line bg-surface px-3 data-[hovered]:bg-sunken',
            className,
          )}
        >
          <span className="sr-only">{t('label')}</span>
          <span className="hidden md:inline">{LANGUAGES[locale]}</span>
          <span className="uppercase md:hidden">{locale}</span>
          <ChevronDown className="size-4 text-ink-soft" aria-hidden="true" />
        </Button>
      }
    />
  )
}
