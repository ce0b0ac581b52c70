/** Signing certificates of the company: routes as contracts for both ends. */
import { z } from 'zod'
import { ADMINS, defineRoute } from '#platform/contract'
import { certificateSchema, uploadCertificateInput } from '../certificate.ts'
import { byId } from './by-id.ts'

export const certificateRoutes = {
  listCertificates: defineRoute({
    method: 'GET',
    path: '/api/certificates',
    access: ADMINS,
    summary: 'Signing certificates, the active one first, then the newest',
    response: z.object({ items: z.array(certificateSchema) }),
  }),
  rotateCertificate: defineRoute({
    method: 'POST',
    path: '/api/certificates',
    access: ADMINS,
    summary: 'Make a new certificate of our own; it becomes the active one, the one before is retired',
    response: certificateSchema,
    status: 201,
    rate: 10,
  }),
  uploadCertificate: defineRoute({
    method: 'POST',
    path: '/api/certificates/upload',
    access: ADMINS,
    summary: 'Take over a certificate of an authority (PKCS#12, at most 64 KB; RSA from 2048 bits, or EC P-256)',
    body: uploadCertificateInput,
    response: certificateSchema,
    status: 201,
    rate: 10,
  }),
  retireCertificate: defineRoute({
    method: 'POST',
    path: '/api/certificates/:id/retire',
    access: ADMINS,
    summary: 'Stop sealing with a certificate; the next paper is sealed with a new one of our own',
    params: byId,
    response: certificateSchema,
  }),
  certificateFile: defineRoute({
    method: 'GET',
    path: '/api/certificates/:id/certificate.pem',
    access: ADMINS,
    summary: 'The certificate without its key, to pin it elsewhere',
    params: byId,
    produces: 'application/x-pem-file',
  }),
} as const
