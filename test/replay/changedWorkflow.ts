import { sleep } from '@temporalio/workflow';

/** A message run that begins with something no recorded run began with: replay must refuse it. */
export async function message(): Promise<string> {
  await sleep('1 minute');
  return 'changed';
}
