import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** A moment, with its time zone. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Raw bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** An amount of money in minor units. */
export const minor = (name: string) => bigint(name, { mode: 'bigint' });
