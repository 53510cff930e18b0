import { SimpleGrid } from '@mantine/core';
import { useCan } from '../../api/session.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { Exports } from './Exports.tsx';
import { Imports } from './Imports.tsx';

/** Books out as files, bank statements in. */
export function TransferPage() {
  const { words } = useLanguage();
  const book = useOneBook();
  const exports = useCan('export', book?.id);
  const imports = useCan('write', book?.id);
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.transfer} aside={<BookName name={book.name} />} />
      <SimpleGrid cols={1} spacing="xl">
        {exports && <Exports key={`out ${book.id}`} book={book.id} />}
        {imports && <Imports key={`in ${book.id}`} book={book.id} />}
      </SimpleGrid>
    </>
  );
}
