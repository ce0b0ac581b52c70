/** The job that pushes one notification to one device, and drops a device that is no more. */
import { z } from 'zod'
import { defineJob, pushPayloadSchema } from '#platform/contract'
import type { JobContext, Jobs } from '#platform/jobs'
import type { Store, Trx } from '#platform/store'
import type { Notice } from '../notice.ts'
import { dropDevice, findDevice, listDevicesOf } from './devices.ts'
import type { Push } from './push.ts'

/** One device a job: a try again reaches only the one that failed. */
export const pushJob = defineJob('platform.push', {
  input: z.object({ device_id: z.string(), payload: pushPayloadSchema, urgent: z.boolean() }),
  concurrency: 3,
  retry: { limit: 5, delay_s: 15, backoff: true },
})

/** Queues a message for each device of each person, in the transaction of the notifications. */
export const queuePush =
  (jobs: Pick<Jobs, 'enqueueMany'>) =>
  async (trx: Trx, notices: readonly Notice[]): Promise<void> => {
    if (notices.length === 0) return
    const devices = await listDevicesOf(trx, [...new Set(notices.map(({ user_id }) => user_id))])
    const messages = notices.flatMap(notice =>
      devices.filter(({ user_id }) => user_id === notice.user_id).map(({ id }) => messageFor(id, notice)),
    )
    if (messages.length > 0) await jobs.enqueueMany(trx, pushJob, messages)
  }

const messageFor = (device_id: string, notice: Notice) => {
  const { notification_id, company_id, user_id, kind, link, level } = notice
  const payload = { v: 1 as const, kind, notification_id, company: company_id, link, tag: link ?? notification_id }
  const urgent = level === 'error' || level === 'warning'
  return { input: { device_id, payload, urgent }, order: { company_id, owner_id: user_id } }
}

export const createPushHandler =
  (options: { push: Push; store: Pick<Store, 'asSystem'>; id: () => string; now: () => Date }) =>
  async (input: z.output<typeof pushJob.input>, job: Pick<JobContext, 'signal'>): Promise<void> => {
    const { push, store, id, now } = options
    const { device_id, payload, urgent } = input
    const device = await store.asSystem('a push message and its device', trx => findDevice(trx, device_id, now()))
    if (!device) return
    const drop = () => store.asSystem('a device gets no more push messages', trx => dropDevice(trx, device_id, device))
    // The session ran out: whoever holds the device now is not signed in.
    if (!device.live) return drop()
    const told = {
      id: id(),
      to: device.email,
      host: new URL(device.endpoint).hostname,
      payload,
      sent_at: now().toISOString(),
    }
    try {
      const outcome = await push.send(device, payload, { urgent, signal: job.signal })
      push.book?.add({ ...told, outcome })
      if (outcome === 'gone') await drop()
    } catch (error) {
      push.book?.add({ ...told, outcome: 'failed' })
      throw error
    }
  }
