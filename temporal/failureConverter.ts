import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stack traces of failures go through the codec like any payload: they may quote what a person wrote. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
