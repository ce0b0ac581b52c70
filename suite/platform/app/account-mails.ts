/** The job behind forms that anybody may send with any address: what it finds there decides which mail goes out, or none. */
import { createElement } from 'react'
import { z } from 'zod'
import { defineJob, type JobContract, LOCALES, type Locale } from '#platform/contract'
import { createMailLinks, findUser } from '#platform/identity'
import type { JobContext } from '#platform/jobs'
import { type ComposedMail, MailFrame, MailRefused, renderMail, type Sentence } from '#platform/notify'
import type { Services } from './context.ts'

const accountMailInput = z.object({
  wanted: z.enum(['reset', 'sign_up']),
  email: z.string().max(254),
  /** Of the page that asked; an account's own language comes first. */
  locale: z.enum(LOCALES),
})

/**
 * Queued alike for every address, so neither the answer nor its time tells whether there is an account. The job makes
 * the link's token itself: it never stands in the queue.
 */
export const accountMailJob: JobContract<typeof accountMailInput> = defineJob('platform.account-mail', {
  input: accountMailInput,
  concurrency: 2,
  retry: { limit: 4, delay_s: 30, backoff: true },
  heartbeat_s: 120,
})

type Template = 'reset' | 'sign_up' | 'known'
type Mail = { template: Template; name: string; path: string }

/** Null: nothing to say to an address without an account that asks for another password. */
const mailFor = (services: Services, { wanted, email }: z.output<typeof accountMailInput>) =>
  services.store.asSystem('a mail about an account', async trx => {
    const user = await findUser(trx, { email })
    const links = createMailLinks(services)
    const about = async (): Promise<Mail | null> => {
      if (wanted === 'reset')
        return user
          ? { template: 'reset', name: user.name, path: `/reset#${await links.create(trx, 'reset', email)}` }
          : null
      if (user) return { template: 'known', name: user.name, path: '/sign-in' }
      return { template: 'sign_up', name: '', path: `/sign-up#${await links.create(trx, 'sign_up', email)}` }
    }
    const setting =
      user &&
      (await trx.selectFrom('platform.user_setting').select('locale').where('user_id', '=', user.id).executeTakeFirst())
    return { mail: await about(), own: setting?.locale ?? null }
  })

/** `name`: whose account it is, '' where there is none yet. `href`: with the link's token behind its `#`. */
export const composeAccountMail = async (data: {
  locale: Locale
  template: Template
  name: string
  href: string
  t: Sentence
}): Promise<ComposedMail> => {
  const { locale, template, name, href, t } = data
  const say = (key: string) => t(locale, `mail.${key}`, { name })
  const title = say(`${template}_title`)
  const mail = await renderMail(
    createElement(MailFrame, {
      locale,
      sender: 'Nabız',
      preview: title,
      heading: title,
      body: [say(`${template}_body`)],
      button: { label: say(`${template}_button`), href, note: say('invitation_link_note') },
      footer: [say(template === 'known' ? 'known_footer' : 'link_footer')],
    }),
  )
  return { subject: say(`${template}_subject`), ...mail }
}

/** In the log under no company: whoever runs the installation must see why somebody got no link. */
export const sendAccountMail = async (
  services: Services,
  input: z.output<typeof accountMailInput>,
  { task_id: mail_id, attempt, signal }: Pick<JobContext, 'task_id' | 'attempt' | 'signal'>,
): Promise<void> => {
  const { mail, own } = await mailFor(services, input)
  if (!mail) return
  const { template, name, path } = mail
  const { store, outgoing, log } = services
  const to = input.email
  const href = services.publicUrl + path
  const composed = await composeAccountMail({ locale: own ?? input.locale, template, name, href, t: services.t })
  const { subject } = composed
  try {
    await store.asSystem('a mail about an account is logged', trx =>
      outgoing.enter(trx, { id: mail_id, company_id: null, kind: template, to, subject }),
    )
  } catch (error) {
    // An address that is none, or has had enough mails for today, is nobody's fault, and nobody waits for the answer.
    if (!(error instanceof MailRefused)) throw error
    log.warn({ code: error.code, kind: template }, 'a mail about an account was not sent')
    return
  }
  await outgoing.deliver({
    company_id: null,
    mail_id,
    attempt,
    retries: accountMailJob.retry.limit,
    signal,
    message: { to, ...composed, message_id: mail_id },
  })
}
