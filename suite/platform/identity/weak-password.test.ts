import { expect, test } from 'vitest'
import { isWeakPassword } from './weak-password.ts'

const ABOUT = ['mehmet.yilmaz@yildiztekstil.example', 'Mehmet Yılmaz', 'Yıldız Tekstil A.Ş.']

test('[S40][PI10] what guessing programs try first is refused, in English, in Turkish and dressed up', () => {
  for (const password of [
    '1234567890',
    'iloveyou123',
    'P@ssw0rd123',
    'dragon12345',
    'welcome2026!!',
    'galatasaray1905',
    'ŞİFRE123456',
    'şifre12345',
    'İstanbul34!!',
    '!!mustafakemal1881',
    'qarabag2020',
    'Fenerbahçe1907',
  ])
    expect([password, isWeakPassword(password, [])]).toEqual([password, true])
})

test('[PI10] neighbours on the keyboard and repetitions are refused', () => {
  for (const password of [
    'qwertyuiop',
    'poiuytrewq12',
    '1q2w3e4r5t6y',
    '1qaz2wsx3edc',
    'asdfghjkl1',
    'abcdefghij',
    '0987654321',
    'asdfqwerzxcv',
    'aaaaaaaaaaaa',
    'abababababab',
    'abc123abc123',
    'kedi7kedi7kedi7',
  ])
    expect([password, isWeakPassword(password, [])]).toEqual([password, true])
})

test('[PI10] what a stranger knows about the person is refused: address, name, company', () => {
  for (const password of [
    'mehmet.yilmaz',
    'mehmet.yilmaz@yildiztekstil.example',
    'MehmetYılmaz1',
    'yildiztekstil2026',
    'YıldızTekstil!!',
    'tekstil-mehmet-7',
    '2026yilmaz2026',
  ])
    expect([password, isWeakPassword(password, ABOUT)]).toEqual([password, true])
  expect(isWeakPassword('yildiztekstil2026', [])).toBe(false)
})

test('[PI10] a phrase of one’s own is taken, with digits or without, however long', () => {
  for (const password of [
    'uzun-bir-parola-61',
    'kahve masa lamba',
    'mavi kapi 42 zeytin',
    'Tr0ub4dor&3xyz',
    'gercekten uzun bir parola 26',
    `${'a very long phrase '.repeat(12)}end`,
    'şemsiyenin altında üç kedi',
  ])
    expect([password, isWeakPassword(password, ABOUT)]).toEqual([password, false])
})

test('[PI10] a password made to be slow is judged as fast as any', () => {
  const started = performance.now()
  for (const sign of ['1', 'a1', '!@', 'qwer', 'ış']) isWeakPassword(sign.repeat(256).slice(0, 256), ABOUT)
  expect(performance.now() - started).toBeLessThan(50)
})
