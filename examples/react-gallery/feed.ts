/** A company at work, made up: numbers, activities, notifications and a writing AI, published like any backend would. */
import type { NabizServer } from '@nabiz/server'

const PEOPLE = ['Ayşe Yılmaz', 'Rəşad Əliyev', 'Gülşən Məmmədova', 'İlker Şahin']
const DEEDS = [
  { level: 'success', message: 'Gəncə Ticarət mutabakatını onayladı' },
  { level: 'info', message: 'Işık Tekstil mektubunu açtı' },
  { level: 'warning', message: 'Ğ-204 stoğunu 12 adede düşürdü' },
  { level: 'error', message: 'Öztürk Lojistik gönderisi başarısız oldu' },
  { level: 'success', message: '#4822 siparişini kargoya verdi' },
]
const STEPS = ['planning', 'researching', 'outlining', 'drafting', 'checking', 'adapting', 'media']
const BEAT_MS = 1_000

/** What happens at one beat; the same beat is always the same. */
export const publishBeat = async (nabiz: NabizServer, beat: number): Promise<void> => {
  const wave = (length: number) => Math.sin((beat * 2 * Math.PI) / length)
  const values = {
    active_users: Math.round(128 + 24 * wave(17) + 6 * wave(3)),
    api_calls: 10_482 + beat * 37,
    cache_hit_rate: 0.874 + 0.06 * wave(23),
    queue: Math.round(37 + 20 * wave(11)),
  }
  await nabiz.publish('dashboard', 'stats_updated', { values }, { record: false })
  if (beat % 2 === 0) {
    const deed = DEEDS[(beat / 2) % DEEDS.length]!
    const actor = PEOPLE[(beat / 2) % PEOPLE.length]!
    await nabiz.publish('posts', 'activity_notification', { ...deed, actor, verb: 'did', object: 'it' })
  }
  if (beat % 7 === 3) {
    await nabiz.publish('user:5', 'system_notification', {
      level: 'info',
      title: 'Mektup gönderildi',
      message: 'Çağdaş Gıda Ltd. Şti. mektubu gönderildi',
      link: '#live',
    })
  }
  const at = beat % 40
  const step = Math.min(STEPS.length - 1, Math.floor(at / 5))
  const progress = { step_index: step, total_steps: STEPS.length, percent: Math.min(100, at * 3), tokens: at * 31 }
  const state = at >= 34 ? 'done' : STEPS[step]
  const message = 'Kış kampanyası duyurusu'
  const job = { job_id: `j${Math.floor(beat / 40)}`, step: STEPS[step], state, eta_s: Math.max(0, 34 - at), message }
  await nabiz.publish('user:5', 'ai_progress', { ...job, ...progress }, { record: false })
}

/** One beat a second; returns its end. */
export const startFeed = (nabiz: NabizServer): (() => void) => {
  let beat = 0
  const timer = setInterval(() => {
    beat += 1
    publishBeat(nabiz, beat).catch(error => console.error(error))
  }, BEAT_MS)
  return () => clearInterval(timer)
}
