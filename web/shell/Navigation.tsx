import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { pendingApprovalsQuery } from '../api/queries.ts';
import { isAble, useSession } from '../api/session.ts';
import { useOpenQuestions } from '../api/waiting.ts';
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
      {to === '/approvals' && <PendingApprovals />}
    </Link>
  );
}

const OpenQuestions = () => <Count of={useOpenQuestions()?.length} />;

function PendingApprovals() {
  const { book } = useSearch({ strict: false });
  const { data } = useQuery(pendingApprovalsQuery(book));
  return <Count of={data?.length} />;
}

/** How many wait; nothing when nothing does. */
function Count({ of: waiting = 0 }: { of: number | undefined }) {
  const { words } = useLanguage();
  if (waiting === 0) return null;
  return (
    <Badge
      size="sm"
      ml="auto"
      color="orange.9"
      variant="filled"
      circle={waiting < 10}
      aria-label={`${waiting} ${words.inbox.waiting}`}
    >
      {waiting}
    </Badge>
  );
}
