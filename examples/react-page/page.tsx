/** A page in React that shows a room as it grows, and says whether it is live. */
import { createClient } from '@nabiz/client'
import { NabizProvider, useConnection, useEvent } from '@nabiz/react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

type Product = { name: string }

const client = createClient({ url: '/ws', token: () => fetch('/token').then(answer => answer.text()) })

const Products = () => {
  const { state } = useConnection()
  const [names, setNames] = useState<string[]>([])
  useEvent('company:1', 'product_added', event => setNames(all => [...all, (event.data as Product).name]))
  const add = () => client.publish('company:1', 'product_added', { name: 'Kalem' }, { key: crypto.randomUUID() })
  return (
    <main>
      <p role="status">{state === 'connected' ? 'Canlı' : 'Bağlantı kesildi'}</p>
      <button type="button" onClick={() => void add()}>
        Add a product
      </button>
      <ul>
        {names.map((name, index) => (
          <li key={index}>{name}</li>
        ))}
      </ul>
    </main>
  )
}

client.connect()
createRoot(document.getElementById('root')!).render(
  <NabizProvider client={client}>
    <Products />
  </NabizProvider>,
)
