/** Starts the gallery in the page: one client for all of it, strict as in development. */
import { createClient } from '@nabiz/client'
import { NabizProvider } from '@nabiz/react'
import { createElement, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@nabiz/react/nabiz.css'
import './gallery.css'
import { Gallery } from './gallery.tsx'

const visitor = new URLSearchParams(location.search).get('visitor') ?? '5'
const client = createClient({ url: '/ws', token: () => visitor })
const page = createElement(NabizProvider, { client }, createElement(Gallery))
createRoot(document.getElementById('root')!).render(createElement(StrictMode, null, page))
