import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type OfAnchor<Look> = Look & Omit<ComponentProps<'a'>, keyof Look | 'href'>;

/** A link within the desk that looks like a button. */
export const ButtonLink = createLink((props: OfAnchor<ButtonProps>) => <Button component="a" {...props} />);

/** A link within the desk in a text. */
export const TextLink = createLink((props: OfAnchor<AnchorProps>) => <Anchor {...props} />);
