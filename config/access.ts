import { type Static, Type } from 'typebox';
import { ConfigError } from './environment.ts';

/** Who may use Catat. */
export const accessSection = {
  ACCESS: Type.Optional(
    Type.Union([Type.Literal('open'), Type.Literal('invite'), Type.Literal('allowlist')], {
      description: 'who may use Catat: open, invite or allowlist; production has to choose, elsewhere open',
    }),
  ),
  ALLOWED_NUMBERS: Type.String({
    pattern: '^(\\+?[1-9][0-9]{6,14}(\\s*,\\s*\\+?[1-9][0-9]{6,14})*)?$',
    default: '',
    description: 'phone numbers with country code, comma separated, for ACCESS=allowlist',
  }),
};

/** The choice, resolved: allowed numbers are digits with country code. */
export interface Access {
  mode: 'open' | 'invite' | 'allowlist';
  numbers: ReadonlySet<string>;
}

const accessSettings = Type.Object(accessSection);

/**
 * Who may use Catat by these settings.
 * @throws ConfigError when production does not choose, or an allow-list has nobody on it.
 */
export function readAccess(settings: Static<typeof accessSettings> & { NODE_ENV: string }): Access {
  if (!settings.ACCESS && settings.NODE_ENV === 'production')
    throw new ConfigError('ACCESS is required in production: invite, allowlist or open.');
  const mode = settings.ACCESS ?? 'open';
  const numbers = new Set(settings.ALLOWED_NUMBERS.match(/\d+/g) ?? []);
  if (mode === 'allowlist' && numbers.size === 0)
    throw new ConfigError('ALLOWED_NUMBERS is required with ACCESS=allowlist: phone numbers with country code.');
  return { mode, numbers };
}
