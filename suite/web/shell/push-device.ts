/** This browser as a device that gets push messages: what it can, what it has, and turning it on and off. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type PushDevice, readPushRoute, subscribePushRoute, unsubscribePushRoute } from '#platform/contract'
import { call } from '../api/call.ts'

export const PUSH_KEY = ['push'] as const

/** Some browsers never answer where their push service cannot be reached. */
const SUBSCRIBE_MS = 15_000

export type PushHere = 'unsupported' | 'denied' | 'off' | 'on'

const workerHere = async (): Promise<ServiceWorkerRegistration | null> =>
  'serviceWorker' in navigator && 'PushManager' in window
    ? ((await navigator.serviceWorker.getRegistration('/')) ?? null)
    : null

const stateHere = async (): Promise<PushHere> => {
  const worker = await workerHere()
  if (!worker) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return (await worker.pushManager.getSubscription()) ? 'on' : 'off'
}

const within = <T>(promise: Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the push service does not answer')), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })

const tellServer = (subscription: PushSubscription): Promise<PushDevice> =>
  call(subscribePushRoute, { body: subscription.toJSON() as never })

/** Resolves to what became of it: people may say no. Rejects where the push service or the server cannot be reached. */
const turnOn = async (public_key: string): Promise<PushHere> => {
  const worker = await workerHere()
  if (!worker) return 'unsupported'
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'off'
  // One made with the key of an earlier server would be refused.
  await (await worker.pushManager.getSubscription())?.unsubscribe()
  const wish = worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: public_key })
  const subscription = await within(wish, SUBSCRIBE_MS)
  try {
    await tellServer(subscription)
  } catch (error) {
    await subscription.unsubscribe()
    throw error
  }
  return 'on'
}

/** The browser first: from then on nothing arrives, whatever the server still believes. */
const turnOff = async (device: PushDevice | undefined): Promise<void> => {
  await (await (await workerHere())?.pushManager.getSubscription())?.unsubscribe()
  if (device) await call(unsubscribePushRoute, { params: { id: device.id } })
}

/** A subscription ends with its session on the server; the next session takes it over. */
export const keepPush = async (): Promise<void> => {
  const subscription = await (await workerHere())?.pushManager.getSubscription()
  if (subscription) await tellServer(subscription)
}

export const usePush = () => {
  const queries = useQueryClient()
  const server = useQuery({ queryKey: PUSH_KEY, queryFn: ({ signal }) => call(readPushRoute, {}, { signal }) })
  const here = useQuery({ queryKey: [...PUSH_KEY, 'here'], queryFn: stateHere, staleTime: 0, networkMode: 'always' })
  const onSettled = () => queries.invalidateQueries({ queryKey: PUSH_KEY })
  const devices = server.data?.devices ?? []
  return {
    server,
    devices,
    here: here.data,
    on: useMutation({ mutationFn: () => turnOn(server.data?.public_key ?? ''), onSettled }),
    off: useMutation({ mutationFn: () => turnOff(devices.find(device => device.current)), onSettled }),
    remove: useMutation({
      mutationFn: (device: PushDevice) =>
        device.current ? turnOff(device) : call(unsubscribePushRoute, { params: { id: device.id } }),
      onSettled,
    }),
  }
}
