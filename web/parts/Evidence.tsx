import { Anchor, Badge, DataList, Group, Image, Stack, Text } from '@mantine/core';
import { IconExternalLink, IconFileText } from '@tabler/icons-react';
import { useLanguage } from '../words/locale.tsx';
import classes from './evidence.module.css';
import { heardOf, readingOf } from './evidence.ts';

interface Media {
  mime: string;
  url: string;
}

interface EvidenceProps {
  body: string | null;
  media: Media | null;
  transcript: unknown;
  reading: unknown;
}

/** What came in beside what was made of it: the picture and the reading, the voice and the words. */
export function Evidence({ body, media, transcript, reading }: EvidenceProps) {
  const { words } = useLanguage();
  const heard = heardOf(transcript);
  return (
    <div className={classes.evidence} data-media={media?.mime.startsWith('image/') ?? false}>
      {media && <MediaView media={media} heard={heard?.text ?? ''} />}
      <Stack gap="md">
        {heard && (
          <section>
            <Group gap="xs" mb={4}>
              <h3 className={classes.title}>{words.entry.heard}</h3>
              <Confidence value={heard.confidence} />
            </Group>
            <blockquote className={classes.bubble}>{heard.text}</blockquote>
            {heard.alternative && (
              <Text size="xs" c="dimmed" mt={4}>
                {words.inbox.alternatives}: “{heard.alternative}”
              </Text>
            )}
          </section>
        )}
        <ReadingView reading={reading} />
        {body && (
          <section>
            <h3 className={classes.title}>{words.entry.message}</h3>
            <blockquote className={classes.bubble}>{body}</blockquote>
          </section>
        )}
      </Stack>
    </div>
  );
}

function Confidence({ value }: { value: number | null }) {
  const { words, format } = useLanguage();
  if (value === null) return null;
  return (
    <Badge variant="light" color="gray" fw={500}>
      {words.entry.confidence(format.percent(value))}
    </Badge>
  );
}

function ReadingView({ reading }: { reading: unknown }) {
  const { words, format } = useLanguage();
  const read = readingOf(reading);
  if (!read) return null;
  const readText = (name: string, value: string) => {
    if (name === 'date') return format.day(value);
    return name === 'paymentMethod' ? (words.entry.payments[value] ?? value) : value;
  };
  return (
    <section>
      <Group gap="xs" mb="xs">
        <h3 className={classes.title}>{words.entry.read}</h3>
        <Confidence value={read.confidence} />
      </Group>
      <DataList withDivider labelWidth={96} gap={6}>
        {read.items.map(({ id, name, quantity, amount }) => (
          <DataList.Item key={id}>
            <DataList.ItemLabel>{quantity === null || quantity === 1 ? '1×' : `${format.count(quantity)}×`}</DataList.ItemLabel>
            <DataList.ItemValue className={classes.pair}>
              <span>{name}</span>
              <span className={classes.figure}>{amount && format.money(amount)}</span>
            </DataList.ItemValue>
          </DataList.Item>
        ))}
        {read.fields.map(({ name, value, isMoney }) => (
          <DataList.Item key={name}>
            <DataList.ItemLabel>{words.entry.fields[name] ?? name}</DataList.ItemLabel>
            <DataList.ItemValue className={isMoney ? classes.figure : undefined}>
              {isMoney ? format.money(value) : readText(name, value)}
            </DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </section>
  );
}

/** The file itself: shown, played, or as a link. */
function MediaView({ media: { mime, url }, heard }: { media: Media; heard: string }) {
  const { words } = useLanguage();
  if (mime.startsWith('image/'))
    return (
      <a href={url} target="_blank" rel="noreferrer" title={words.entry.openFile}>
        <Image src={url} alt={words.entry.receipt} className={classes.image} />
      </a>
    );
  if (mime.startsWith('audio/'))
    return (
      <audio controls preload="metadata" src={url} aria-label={words.entry.voice} className={classes.audio}>
        <track kind="captions" src={`data:text/vtt,${encodeURIComponent(captions(heard))}`} />
      </audio>
    );
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" className={classes.file}>
      <IconFileText size={18} aria-hidden /> {words.entry.document}
      <IconExternalLink size={14} aria-hidden />
    </Anchor>
  );
}

/** One caption for the whole note: nothing says which word was spoken when. */
const captions = (heard: string): string => `WEBVTT\n\n00:00.000 --> 99:59.000\n${heard}`;
