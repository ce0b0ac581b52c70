import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readServeOptions } from './serve-options.ts'
import { token } from './token.ts'
import { UsageError } from './usage.ts'

const LONG = 's'.repeat(32)
const NEEDED = ['--port', '8000', '--jwt-secret', LONG, '--api-key', LONG]

/** Runs with a configuration file of this content. */
const withConfig = <Result>(content: string, run: (path: string) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-config-'))
  writeFileSync(join(folder, 'nabiz.json'), content)
  try {
    return run(join(folder, 'nabiz.json'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('[W96] the options of the command line', () => {
  expect(readServeOptions(NEEDED)).toEqual({
    ...{ port: 8_000, host: '127.0.0.1', jwtSecrets: [LONG], apiKeys: [LONG], origins: 'same-host' },
    ...{ data: undefined, redis: undefined, advertise: undefined, trustedProxies: 0, limits: {} },
  })
  const more = ['--origin', 'https://a.example', '--origin', 'http://b.example:81', '--api-key', 'second'.repeat(6)]
  const rest = [
    '--advertise',
    '[::1]:8000',
    '--limit',
    'messagesPerMinute=5',
    '--limit',
    'queueBytes=Infinity',
    '--data',
    'd',
    '--host',
    '0.0.0.0',
    '--trusted-proxies',
    '2',
    '--jwt-secret',
    'newer'.repeat(7),
  ]
  expect(readServeOptions([...NEEDED, ...more, ...rest])).toMatchObject({
    ...{ origins: ['https://a.example', 'http://b.example:81'], apiKeys: [LONG, 'second'.repeat(6)] },
    ...{ limits: { messagesPerMinute: 5, queueBytes: Infinity }, data: 'd', host: '0.0.0.0', advertise: '[::1]:8000' },
    ...{ trustedProxies: 2, jwtSecrets: [LONG, 'newer'.repeat(7)] },
  })
  expect(readServeOptions([...NEEDED, '--origin', '*']).origins).toBe('any')
})

test('[W96] what does not fit is told in one sentence', () => {
  const cases: [string[], string][] = [
    [[], '--jwt-secret: at least one is needed'],
    [['--jwt-secret', 'S'], '--api-key: at least one is needed'],
    [['--jwt-secret', 'S', '--api-key', 'K'], '--port is needed'],
    [[...NEEDED, '--nope'], "Unknown option '--nope'"],
    [[...NEEDED, 'extra'], 'Unexpected argument'],
    [[...NEEDED, '--port', '65536'], '--port: expected'],
    [[...NEEDED, '--advertise', 'http://node:80'], '--advertise: expected host:port'],
    [[...NEEDED, '--advertise', 'node'], '--advertise: expected host:port'],
    [[...NEEDED, '--trusted-proxies', '127.0.0.1'], '--trusted-proxies: expected how many'],
    [[...NEEDED, '--limit', 'nope=1'], 'there is no limit "nope"; nabiz help limits names them'],
    [[...NEEDED, '--limit', 'toString=1'], 'there is no limit'],
    [[...NEEDED, '--limit', 'queueBytes'], 'expected a positive number'],
    [[...NEEDED, '--limit', 'queueBytes=0'], 'expected a positive number'],
    [[...NEEDED, '--origin', 'app.example'], '--origin app.example: expected scheme'],
    [[...NEEDED, '--origin', 'https://app.example/'], 'expected scheme, host and port alone'],
    [
      ['--port', '1', '--jwt-secret', 'short', '--api-key', LONG, '--host', '0.0.0.0'],
      '--jwt-secret: needs at least 32 bytes',
    ],
    [['--port', '1', '--jwt-secret', LONG, '--api-key', 'short', '--host', '::'], '--api-key: needs at least 32 bytes'],
    [['--port', '1', '--jwt-secret', '', '--api-key', 'K'], '--jwt-secret: expected a text'],
    [['--config', '/nowhere/nabiz.json'], '--config /nowhere/nabiz.json: ENOENT'],
  ]
  for (const [args, message] of cases) {
    expect(() => readServeOptions(args), args.join(' ')).toThrow(message)
    expect(() => readServeOptions(args), args.join(' ')).toThrow(UsageError)
  }
  expect(
    readServeOptions(['--port', '1', '--jwt-secret', 'S', '--api-key', 'K', '--host', 'localhost']).jwtSecrets,
  ).toEqual(['S'])
})

test('[W96] a configuration file has the same names, and the command line goes first', () => {
  const config = { port: 9, 'jwt-secret': LONG, 'api-key': [LONG], origin: '*', limit: { queueBytes: 5 }, data: 'd' }
  withConfig(JSON.stringify(config), path => {
    expect(readServeOptions(['--config', path])).toMatchObject({
      ...{ port: 9, jwtSecrets: [LONG], apiKeys: [LONG], origins: 'any', limits: { queueBytes: 5 }, data: 'd' },
    })
    expect(readServeOptions(['--config', path, '--port', '10'])).toMatchObject({ port: 10, data: 'd' })
  })
  const wrong: [string, string][] = [
    ['{', 'JSON'],
    ['[]', 'expected an object'],
    ['{"jwtSecret":"x"}', 'there is no option "jwtSecret"'],
    ['{"config":"other"}', 'there is no option "config"'],
    ['{"port":true}', 'port: expected a text'],
    ['{"api-key":[1]}', 'api-key: expected a text or a list of texts'],
  ]
  for (const [content, message] of wrong)
    withConfig(content, path => expect(() => readServeOptions(['--config', path]), content).toThrow(message))
})

test('[W98] what does not fit a token is told in one sentence', () => {
  const good = ['--jwt-secret', LONG, '--user', '5']
  const cases: [string[], string][] = [
    [['--user', '5'], '--jwt-secret is needed'],
    [['--jwt-secret', LONG], '--user is needed'],
    [[...good, '--ttl', '25h'], '--ttl: expected 30s, 15m or 1h, at most 24h'],
    [[...good, '--ttl', '0s'], '--ttl'],
    [[...good, '--ttl', '1'], '--ttl'],
    [[...good, '--room', 'x'], "Unknown option '--room'"],
    [[...good, '--rooms', 'company:1,company 2'], '--rooms company 2: expected room names'],
    [[...good, '--publish', '*:x'], '--publish *:x: expected room names'],
    [[...good, '--company', ''], '--company: expected 1 to 128 characters'],
    [['--jwt-secret', LONG, '--user', 'u'.repeat(129)], '--user: expected 1 to 128 characters'],
  ]
  for (const [args, message] of cases) expect(() => token(args), args.join(' ')).toThrow(message)
})
