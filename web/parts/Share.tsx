import { Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../words/locale.tsx';
import classes from './parts.module.css';

interface ShareProps {
  name: ReactNode;
  /** What the bar is called for those who do not see it. */
  label: string;
  /** 1 is all of it. */
  share: number;
  color: string;
  children: ReactNode;
}

/** A name, its figures, and a bar as long as its share. */
export function Share({ name, label, share, color, children }: ShareProps) {
  const { format } = useLanguage();
  return (
    <div>
      <div className={classes.line}>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="sm" c="dimmed" className={classes.figures}>
          {children}
        </Text>
      </div>
      <Progress
        value={Math.min(100, Math.max(0, share * 100))}
        color={color}
        mt={6}
        size="sm"
        aria-label={`${label}: ${format.percent(share)}`}
      />
    </div>
  );
}
