/** Notices when a primary of a Redis Cluster is another one than it was, or was out of reach. */
import type { Cluster } from 'ioredis'

const EVERY_MS = 500

export class ShardWatch {
  readonly #cluster: Cluster
  readonly #listeners: (() => void)[] = []
  /** Of all primaries that answered at the last look: a primary that starts anew or takes over has a new one. */
  #replications: ReadonlySet<string> = new Set()
  #looking = false

  private constructor(cluster: Cluster) {
    this.#cluster = cluster
    const timer = setInterval(() => void this.#look(), EVERY_MS).unref()
    cluster.once('end', () => clearInterval(timer))
  }

  static async begin(cluster: Cluster): Promise<ShardWatch> {
    const watch = new ShardWatch(cluster)
    await watch.#look()
    return watch
  }

  onRenewed(listener: () => void): void {
    this.#listeners.push(listener)
  }

  async #look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    const answers = await Promise.all(
      // One that does not answer is away: when it is back it counts as renewed, whatever it says.
      this.#cluster.nodes('master').map(node => node.info('replication').catch(() => '')),
    )
    this.#looking = false
    const before = this.#replications
    this.#replications = new Set(answers.flatMap(text => /^master_replid:(\w+)/m.exec(text)?.[1] ?? []))
    if (![...this.#replications].some(id => !before.has(id))) return
    for (const listener of this.#listeners) listener()
  }
}
