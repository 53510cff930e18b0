import { Type } from 'typebox';
import { exportKind, exportState } from '../../database/schema/index.ts';
import { closed, day, moment, nullable, oneOf, uuid } from './basics.ts';
import { entryFilter } from './entries.ts';

const csv = {
  preset: Type.Optional(
    oneOf(['plain', 'excel-id'], '`excel-id`: `;`, decimal comma, byte order mark, titles and words in Indonesian'),
  ),
  delimiter: Type.Optional(oneOf([',', ';', '\t'], 'between cells')),
  decimal: Type.Optional(oneOf(['.', ','], 'before the decimals')),
  bom: Type.Optional(Type.Boolean({ description: 'begin with a byte order mark, so that Excel reads UTF-8' })),
  locale: Type.Optional(oneOf(['id', 'en'], 'language of titles and words')),
};

export const csvQuerySchema = closed({ ...entryFilter.properties, ...csv });

export const exportBody = closed({
  kind: oneOf(exportKind.enumValues, 'what kind of file'),
  book: uuid('the book it is about'),
  filter: Type.Optional(entryFilter),
  options: Type.Optional(closed(csv)),
});

export const exportJob = Type.Object({
  id: uuid('id of the export'),
  bookId: uuid('its book'),
  kind: oneOf(exportKind.enumValues, 'what kind of file'),
  from: nullable(day('first day in it, where one was asked for')),
  to: nullable(day('last day in it, where one was asked for')),
  state: oneOf(exportState.enumValues, 'how far it is'),
  failure: nullable(Type.String({ description: 'why there is no file' })),
  rows: nullable(Type.Integer({ description: 'entries in it' })),
  bytes: nullable(Type.Integer()),
  sha256: nullable(Type.String()),
  createdAt: moment('when it was asked for'),
  finishedAt: nullable(moment('when it was done')),
  expiresAt: moment('until when the file is kept'),
  url: nullable(Type.String({ description: 'link that needs no token and soon expires; ask again for a fresh one' })),
  expiresIn: nullable(Type.Integer({ description: 'seconds the link works' })),
});
export const exportList = Type.Object({ items: Type.Array(exportJob) });
