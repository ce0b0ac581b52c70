/**
 * Tabs without a worker: the one with the lock holds the connection, the others reach it by BroadcastChannel. The lock
 * passes on when its tab ends; it is stolen when its tab is frozen, and that one joins the others when it wakes.
 */
import { holdLock, type MessageEnd, type TabParts } from './browser-parts.ts'
import type { HostLink, ToHost, ToTab } from './message.ts'
import type { TabHost } from './tab-host.ts'

export type ChannelLinkOptions = TabParts & {
  /** The same for all tabs of one user and company, and for nobody else. */
  name: string
  id: () => string
  /** Makes the holder of the connection, when this tab is to be it. */
  host(): TabHost
}

/** On the channel of all: a tab says it is there, a host that it is now the one. */
type Call = { tab: string } | { host: string }
/** On the channel of one tab. With `first` a host takes it in; what an earlier host still says is out of date. */
type Down = { from: string; first: boolean; message: ToTab }
type Up = { to: string; message: ToHost }
type Hosting = { id: string; host: TabHost; tabs: Set<string>; ends: (() => void)[] }

export const createChannelLink = (options: ChannelLinkOptions): HostLink => {
  const { name, id, locks, BroadcastChannel } = options
  const tab = id()
  const channelOf = (tab: string) => `${name} tab ${tab}`
  let to: Parameters<HostLink['listen']>[0] = { host: () => {}, message: () => {} }
  let running: { all: MessageEnd; own: MessageEnd; ends: (() => void)[] } | null = null
  let current: string | null = null
  let hosting: Hosting | null = null
  let giveUp = () => {}

  const call = (message: Call) => running?.all.postMessage(message)

  /** As host: takes in a tab, until its lock says that it is no more. */
  const admit = (tab: string, { id, host, tabs, ends }: Hosting) => {
    if (tabs.has(tab)) return
    tabs.add(tab)
    const channel = new BroadcastChannel(channelOf(tab))
    channel.onmessage = ({ data }) => {
      const { to, message } = data as Up
      if (to === id) host.message(tab, message)
    }
    const end = holdLock(locks, channelOf(tab), {
      held: () => {
        tabs.delete(tab)
        host.remove(tab)
        channel.close()
        end()
      },
    })
    ends.push(end, () => channel.close())
    let first = true
    host.add(tab, message => {
      channel.postMessage({ from: id, first, message } satisfies Down)
      first = false
    })
  }

  const resign = () => {
    const ending = hosting
    hosting = null
    ending?.host.stop()
    for (const end of ending?.ends ?? []) end()
  }

  const contend = (steal = false) => {
    giveUp()
    const lost = () => {
      resign()
      if (running) contend()
    }
    giveUp = holdLock(locks, `${name} host`, {
      steal,
      lost,
      held: () => {
        hosting = { id: id(), host: options.host(), tabs: new Set(), ends: [] }
        admit(tab, hosting)
        call({ host: hosting.id })
      },
    })
  }

  const start = () => {
    if (running) return
    const all = new BroadcastChannel(name)
    const own = new BroadcastChannel(channelOf(tab))
    all.onmessage = ({ data }) => {
      const said = data as Call
      if ('host' in said) {
        resign()
        call({ tab })
      } else if (hosting) admit(said.tab, hosting)
    }
    own.onmessage = ({ data }) => {
      const { from, first, message } = data as Down
      if (first && from !== current) {
        current = from
        to.host()
      }
      if (from === current) to.message(message)
    }
    const release = holdLock(locks, channelOf(tab), {
      held: () => {
        call({ tab })
        contend()
      },
    })
    running = { all, own, ends: [release] }
  }

  return {
    post: message => {
      if (current !== null) running?.own.postMessage({ to: current, message } satisfies Up)
    },
    listen: listener => {
      to = listener
    },
    silent: () => {
      if (!running || hosting) return
      // One of those who noticed is enough.
      void locks.request(`${name} change`, { ifAvailable: true }, lock => {
        if (lock && running) contend(true)
      })
    },
    start,
    stop: () => {
      const ending = running
      running = null
      current = null
      resign()
      giveUp()
      for (const end of ending?.ends ?? []) end()
      ending?.all.close()
      ending?.own.close()
    },
  }
}
