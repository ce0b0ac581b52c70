/** The reader's own page: name, language, password, second factor, and where they are signed in. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import {
  changeMeRoute,
  changePasswordRoute,
  type Me,
  nameSchema,
  newPasswordSchema,
  passwordSchema,
} from '#platform/contract'
import { call } from '../api/call.ts'
import { Button } from '../kit/button.tsx'
import { Card } from '../kit/card.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { notify } from '../kit/notify.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { TextField } from '../kit/text-field.tsx'
import { ME_KEY, useMe } from '../session/me.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { ThemeToggle } from '../shell/theme-toggle.tsx'
import { SecondFactorCard } from './account/second-factor-card.tsx'
import { SignInHistory } from './account/sign-in-history.tsx'
import { SessionList } from './session-list.tsx'

const nameForm = z.object({ name: nameSchema })
const passwordForm = z.object({ current_password: passwordSchema, new_password: newPasswordSchema })

const AccountPage = () => {
  const t = useTranslations('account')
  const { user } = useMe()
  return (
    <>
      <PageHeader title={t('title')} description={user.email} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="space-y-5">
          <NameCard name={user.name} />
          <Card title={t('looks')}>
            <div className="flex flex-wrap gap-2">
              <LanguageSwitch />
              <ThemeToggle />
            </div>
          </Card>
          <PasswordCard />
        </div>
        <div className="space-y-5">
          <SecondFactorCard />
          <SessionList />
          <SignInHistory />
        </div>
      </div>
    </>
  )
}

export default AccountPage

const NameCard = ({ name }: { name: string }) => {
  const t = useTranslations('account')
  const queries = useQueryClient()
  const form = useZodForm(nameForm, { defaultValues: { name } })
  const save = async (body: { name: string }) => {
    const user = await call(changeMeRoute, { body })
    queries.setQueryData<Me>(ME_KEY, me => me && { ...me, user })
    form.reset({ name: user.name })
    notify({ level: 'success', text: t('saved') })
  }
  return (
    <Card title={t('person')}>
      <Form
        form={form}
        onSubmit={save}
        footer={({ isSubmitting }) => (
          <div>
            <Button type="submit" pending={isSubmitting} isDisabled={!form.formState.isDirty}>
              {t('save')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="name">
          {field => <TextField {...field} label={t('name')} autoComplete="name" isRequired />}
        </FormField>
      </Form>
    </Card>
  )
}

const PasswordCard = () => {
  const t = useTranslations('account')
  const form = useZodForm(passwordForm, { defaultValues: { current_password: '', new_password: '' } })
  const save = async (body: z.output<typeof passwordForm>) => {
    await call(changePasswordRoute, { body }, { rotates: true })
    form.reset()
    notify({ level: 'success', text: t('passwordSaved') })
  }
  return (
    <Card title={t('passwordTitle')}>
      <Form
        form={form}
        onSubmit={save}
        footer={({ isSubmitting }) => (
          <div>
            <Button type="submit" pending={isSubmitting} isDisabled={!form.formState.isDirty}>
              {t('passwordSave')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="current_password">
          {field => (
            <TextField {...field} label={t('passwordNow')} type="password" autoComplete="current-password" isRequired />
          )}
        </FormField>
        <FormField form={form} name="new_password">
          {field => (
            <TextField
              {...field}
              label={t('passwordNew')}
              description={t('passwordHint')}
              type="password"
              autoComplete="new-password"
              isRequired
            />
          )}
        </FormField>
      </Form>
    </Card>
  )
}
