/** Routes of signing certificates. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import {
  listCertificates,
  readCertificate,
  retireCertificate,
  rotateCertificate,
  uploadCertificate,
} from '../services/proof/manage-certificates.ts'
import { actorOf } from './actor-of.ts'

export const certificateRoutes: BoundRoute[] = [
  bind(routes.listCertificates, ctx => listCertificates(ctx.services, actorOf(ctx))),
  bind(routes.rotateCertificate, ctx => rotateCertificate(ctx.services, actorOf(ctx))),
  bind(routes.uploadCertificate, (ctx, { body }) => uploadCertificate(ctx.services, actorOf(ctx), body)),
  bind(routes.retireCertificate, (ctx, { params }) => retireCertificate(ctx.services, actorOf(ctx), params.id)),
  bind(routes.certificateFile, async (ctx, { params }) => {
    const { name, bytes } = await readCertificate(ctx.services, actorOf(ctx), params.id)
    return { name, type: 'application/x-pem-file', body: bytes }
  }),
]
