/** Routes of counterparties and their contacts. */
import { type BoundRoute, bind } from '#platform/app'
import { CSV_TYPE, XLSX_TYPE } from '#platform/sheets'
import { routes } from '../contract/index.ts'
import { assignCounterparties } from '../services/cards/assign-counterparties.ts'
import { deleteCounterparty } from '../services/cards/delete-counterparty.ts'
import { exportCsv, exportXlsx } from '../services/cards/export-counterparties.ts'
import { getCounterparty, listChoices } from '../services/cards/get-counterparty.ts'
import { listCounterparties } from '../services/cards/list-counterparties.ts'
import { addContact, deleteContact, updateContact } from '../services/cards/save-contact.ts'
import { createCounterparty, updateCounterparty } from '../services/cards/save-counterparty.ts'
import { actorOf, revOf } from './actor-of.ts'

export const counterpartyRoutes: BoundRoute[] = [
  bind(routes.listCounterparties, (ctx, { query }) => listCounterparties(ctx.services, actorOf(ctx), query)),
  bind(routes.exportCounterparties, async (ctx, { query }) => ({
    name: 'cari-kartlar.xlsx',
    type: XLSX_TYPE,
    body: exportXlsx(ctx.services, actorOf(ctx), query),
  })),
  bind(routes.exportCounterpartiesCsv, async (ctx, { query }) => ({
    name: 'cari-kartlar.csv',
    type: CSV_TYPE,
    body: exportCsv(ctx.services, actorOf(ctx), query),
  })),
  bind(routes.counterpartyChoices, ctx => listChoices(ctx.services, actorOf(ctx))),
  bind(routes.createCounterparty, (ctx, { body }) => createCounterparty(ctx.services, actorOf(ctx), body)),
  bind(routes.getCounterparty, async (ctx, { params }) => {
    const card = await getCounterparty(ctx.services, actorOf(ctx), params.id)
    ctx.etag(card.rev)
    return card
  }),
  bind(routes.updateCounterparty, (ctx, { params, body }) =>
    updateCounterparty(ctx.services, actorOf(ctx), params.id, body, revOf(ctx)),
  ),
  bind(routes.deleteCounterparty, (ctx, { params }) => deleteCounterparty(ctx.services, actorOf(ctx), params.id)),
  bind(routes.assignCounterparties, (ctx, { body }) => assignCounterparties(ctx.services, actorOf(ctx), body)),
  bind(routes.addContact, (ctx, { params, body }) => addContact(ctx.services, actorOf(ctx), params.id, body)),
  bind(routes.updateContact, (ctx, { params, body }) => updateContact(ctx.services, actorOf(ctx), params, body)),
  bind(routes.deleteContact, (ctx, { params }) => deleteContact(ctx.services, actorOf(ctx), params)),
]
