import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Where commands say what became of them. */
export function Toasts() {
  return <Notifications position="bottom-right" />;
}
