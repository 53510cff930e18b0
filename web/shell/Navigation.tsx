import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { questionsQuery } from '../api/queries.ts';
import { isAble, useSession } from '../api/session.ts';
import { useLanguage } from '../words/locale.tsx';
import { navigation, type Place } from './navigation.ts';
import classes from './shell.module.css';

/** The links of the frame. */
export function Navigation() {
  const { words } = useLanguage();
  const session = useSession();
  const open = navigation
    .map((group) => ({ ...group, places: group.places.filter(({ needs }) => !needs || isAble(session, needs)) }))
    .filter(({ places }) => places.length > 0);
  return open.map(({ name, places }) => (
    <div key={name}>
      <h2 className={classes.groupName} id={`places-${name}`}>
        {words.nav[name]}
      </h2>
      <ul className={classes.list} aria-labelledby={`places-${name}`}>
        {places.map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </div>
  ));
}

function PlaceLink({ place: { to, name, icon: Icon } }: { place: Place }) {
  const { words } = useLanguage();
  return (
    <Link to={to} className={classes.place} activeOptions={{ exact: to === '/', includeSearch: false }}>
      <Icon size={18} stroke={1.7} aria-hidden />
      {words.nav[name]}
      {to === '/inbox' && <OpenQuestions />}
    </Link>
  );
}

function OpenQuestions() {
  const { words } = useLanguage();
  const { data } = useQuery(questionsQuery);
  if (!data?.length) return null;
  return (
    <Badge
      size="sm"
      ml="auto"
      color="orange.9"
      variant="filled"
      circle={data.length < 10}
      aria-label={`${data.length} ${words.inbox.waiting}`}
    >
      {data.length}
    </Badge>
  );
}
