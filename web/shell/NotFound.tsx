import { IconCompass } from '@tabler/icons-react';
import { Nothing } from '../parts/Failure.tsx';
import { ButtonLink } from '../parts/links.tsx';
import { PageHead } from '../parts/Page.tsx';
import { useLanguage } from '../words/locale.tsx';

export function NotFound() {
  const { words } = useLanguage();
  const back = (
    <ButtonLink to="/" variant="default">
      {words.app.toOverview}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={words.app.notFound} />
      <Nothing icon={<IconCompass />} title={words.app.notFound} hint={words.app.notFoundHint} action={back} />
    </>
  );
}
