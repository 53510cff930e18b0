import { Badge, Button, Code, Group, Image, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { deleteAuthTotp, postAuthTotp, putAuthTotp } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';

type Offer = Awaited<ReturnType<typeof postAuthTotp>>;

/** A code of an authenticator app besides the password: offered, proven once, then asked for at each login. */
export function SecondFactor() {
  const { words } = useLanguage();
  const { totp } = useSession();
  const [offer, setOffer] = useState<Offer | null>(null);
  const start = useAct({
    act: (password: string) => postAuthTotp({ password }),
    done: words.settings.scan,
    changes: [],
    onDone: setOffer,
  });
  const end = useAct({
    act: (password: string) => deleteAuthTotp({ password }),
    done: words.settings.factorOff,
    changes: ['me'],
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    (totp ? end : start).mutate(password);
  };
  return (
    <Card title={words.settings.factor} action={totp && <Badge color="brand">{words.settings.on}</Badge>}>
      {offer && !totp ? (
        <Proof offer={offer} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm" c="dimmed">
              {totp ? words.settings.factorIsOn : words.settings.factorHint}
            </Text>
            <PasswordInput name="password" label={words.login.password} required autoComplete="current-password" />
            <Group justify="flex-end">
              <Button type="submit" variant={totp ? 'default' : 'filled'} loading={start.isPending || end.isPending}>
                {totp ? words.settings.switchOff : words.settings.switchOn}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Card>
  );
}

function Proof({ offer: { secret, uri } }: { offer: Offer }) {
  const { words } = useLanguage();
  const picture = useQuery({
    queryKey: ['totp picture', uri],
    queryFn: async () => (await import('qrcode')).toDataURL(uri, { margin: 1, width: 180 }),
    gcTime: 0,
  });
  const prove = useAct({
    act: (code: string) => putAuthTotp({ secret, code }),
    done: words.settings.factorOn,
    changes: ['me'],
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    prove.mutate(String(new FormData(event.currentTarget).get('code')));
  };
  return (
    <form onSubmit={submit}>
      <Stack align="flex-start">
        <Text size="sm">{words.settings.scan}</Text>
        {picture.data && <Image src={picture.data} alt={words.settings.scan} w={180} h={180} />}
        <Code>{secret}</Code>
        <TextInput name="code" label={words.login.totp} inputMode="numeric" required maxLength={6} autoComplete="one-time-code" />
        <Button type="submit" loading={prove.isPending}>
          {words.settings.switchOn}
        </Button>
      </Stack>
    </form>
  );
}
