/** `npm run dev`: builds the screens at every change and starts the server anew at every change of its own files. */
import { spawn } from 'node:child_process'

const children = [
  spawn('vite', ['build', '--watch', 'suite/web'], { stdio: 'inherit' }),
  spawn('node', ['--watch', 'suite/main.ts'], { stdio: 'inherit' }),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
for (const child of children) child.on('exit', stop)
