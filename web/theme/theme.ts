import { Badge, type CSSVariablesResolver, createTheme, type MantineColorsTuple, Menu } from '@mantine/core';

/** Around the green of the icon; the seventh holds white text at 5.3:1. */
const brand: MantineColorsTuple = [
  '#edf9f3',
  '#d8f1e5',
  '#b0e2cb',
  '#82d1ae',
  '#55bd90',
  '#30a878',
  '#1d9b6c',
  '#127a54',
  '#0c6344',
  '#084a33',
];

/** A grey with a breath of green, so that paper and ink belong together. */
const gray: MantineColorsTuple = [
  '#f7f9f8',
  '#f0f3f2',
  '#e4e9e7',
  '#d5dcd9',
  '#bcc5c1',
  '#98a39e',
  '#6f7b76',
  '#505b56',
  '#35403b',
  '#1a211e',
];

const dark: MantineColorsTuple = [
  '#d7dedb',
  '#b4bdb9',
  '#96a09b',
  '#5f6a65',
  '#3b4440',
  '#2a322e',
  '#1e2522',
  '#171d1a',
  '#111614',
  '#0c100e',
];

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 7,
  colors: { brand, gray, dark },
  fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: { fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 550, radius: 'sm' } }),
    // A menu may own nothing but its items: the placeholder is a child that screen readers stumble over.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
  },
});

/** Secondary text keeps 4.5:1 on paper and on the page in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-orange-light-color': '#8a3a00',
    '--mantine-color-red-light-color': '#a61e1e',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#58635e',
    '--mantine-color-placeholder': '#65706b',
    '--desk-page': '#f7f9f8',
    '--desk-line': '#e4e9e7',
    '--desk-income': '#0c6b48',
    '--desk-expense': '#1a211e',
    '--desk-warn': '#8a4b00',
    '--desk-in': '#1d9b6c',
    '--desk-out': '#e8853a',
    '--desk-bad': '#b3261e',
  },
  dark: {
    '--mantine-color-brand-light': '#14372a',
    '--mantine-color-brand-light-hover': '#184232',
    '--mantine-color-brand-light-color': '#b0e2cb',
    '--mantine-color-gray-light': '#2a322e',
    '--mantine-color-gray-light-hover': '#323b37',
    '--mantine-color-gray-light-color': '#d7dedb',
    '--mantine-color-body': '#171d1a',
    '--mantine-color-dimmed': '#9ba6a1',
    '--mantine-color-placeholder': '#8f9a95',
    '--desk-page': '#101513',
    '--desk-line': '#2a322e',
    '--desk-income': '#6fd3a6',
    '--desk-expense': '#d7dedb',
    '--desk-warn': '#f0b35f',
    '--desk-in': '#30a878',
    '--desk-out': '#e8853a',
    '--desk-bad': '#ff8a80',
  },
});
