/** What is said when, in which language: parts that come late, out of order, or not at all. */
import { expect, test } from 'vitest'
import type { Catalogue, WebApplication } from '../define-web-application.ts'
import { createWords } from './words.ts'

type Part = 'shell' | 'front' | 'screens' | 'guest'

/** An application whose parts come when the test lets them; `asked` tells which were asked for. */
const slowApplication = () => {
  const waiting = new Map<string, PromiseWithResolvers<Catalogue>>()
  const asked: string[] = []
  const load = (part: Part, locale: string) => () => {
    const key = `${locale} ${part}`
    asked.push(key)
    const arrival = Promise.withResolvers<Catalogue>()
    waiting.set(key, arrival)
    return arrival.promise
  }
  const inAll = (part: Part) => ({ tr: load(part, 'tr'), en: load(part, 'en'), az: load(part, 'az') })
  const application = {
    id: 'probe',
    words: { shell: inAll('shell'), front: inAll('front'), screens: inAll('screens'), guest: inAll('guest') },
  } as unknown as WebApplication
  return {
    application,
    asked,
    arrive: (key: string, catalogue: Catalogue) => waiting.get(key)!.resolve(catalogue),
    fail: (key: string) => waiting.get(key)!.reject(new TypeError('offline')),
  }
}

const said = (words: Awaited<ReturnType<typeof createWords>>) =>
  words.current().messages as unknown as Record<string, Record<string, unknown> | undefined>

test('[UX23] only the part of the shell is there at first; others come when they are needed, once', async () => {
  const words = await createWords('tr', [])
  expect(said(words).nav?.settings).toBe('Şirket ayarları')
  expect(said(words).members).toBeUndefined()
  let changes = 0
  words.onChange(() => changes++)
  await words.need('administration')
  await words.need('administration')
  expect(said(words).members).toBeDefined()
  expect(changes).toBe(1)
})

test('[UX23] another language has every part that was needed so far', async () => {
  const words = await createWords('tr', [])
  await words.need('administration', 'work')
  await words.choose('en')
  expect(words.current().locale).toBe('en')
  expect(said(words).nav?.settings).toBe('Company settings')
  expect(said(words).members).toBeDefined()
  expect(said(words).duration).toBeDefined()
})

test('[UX23] parts of an application stand below its id, whichever comes first; none is lost', async () => {
  const { application, arrive } = slowApplication()
  const words = await createWords('tr', [application])
  const shell = words.need('probe/shell')
  const screens = words.need('probe/screens')
  arrive('tr screens', { list: 'Liste' })
  arrive('tr shell', { name: 'Deneme' })
  await Promise.all([shell, screens])
  expect(said(words).probe).toEqual({ name: 'Deneme', list: 'Liste' })
})

test('[UX23] a part that cannot be had fails alone, and is asked for again', async () => {
  const { application, asked, arrive, fail } = slowApplication()
  const words = await createWords('tr', [application])
  const broken = words.need('probe/screens')
  fail('tr screens')
  await expect(broken).rejects.toThrow('offline')
  await words.need('work')
  expect(said(words).duration).toBeDefined()
  const again = words.need('probe/screens')
  await Promise.resolve()
  arrive('tr screens', { list: 'Liste' })
  await again
  expect(asked).toEqual(['tr screens', 'tr screens'])
  expect(said(words).probe).toEqual({ list: 'Liste' })
})

test('[UX23] of two languages chosen at once the last one speaks', async () => {
  const { application, asked, arrive } = slowApplication()
  const words = await createWords('tr', [application])
  const first = words.need('probe/shell')
  arrive('tr shell', { name: 'Deneme' })
  await first
  const english = words.choose('en')
  await expect.poll(() => asked).toContain('en shell')
  const azerbaijani = words.choose('az')
  await expect.poll(() => asked).toContain('az shell')
  arrive('az shell', { name: 'Sınaq' })
  await azerbaijani
  arrive('en shell', { name: 'Probe' })
  await english
  expect(words.current().locale).toBe('az')
  expect(said(words).probe?.name).toBe('Sınaq')
})
