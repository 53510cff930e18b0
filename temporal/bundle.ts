import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import { projectRoot } from '../config/paths.ts';
import { failureConverterPath } from './dataConverter.ts';

/** Where the build leaves the bundle that production workers run. */
export const bundlePath = join(projectRoot, 'dist', 'temporal', 'workflow-bundle.js');

/** Bundles the workflows with the failure converter that client and workers use. */
export const bundleWorkflows = (): Promise<{ code: string }> =>
  bundleWorkflowCode({
    workflowsPath: join(projectRoot, 'workflows', 'index.ts'),
    failureConverterPath,
    // Webpack's progress says nothing an operator needs.
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} },
  });

/** The built bundle; @throws when `npm run build` has not run. */
export function builtBundle(): WorkflowBundleOption {
  if (!existsSync(bundlePath)) throw new Error('The workflow bundle is missing: run `npm run build`.');
  return { codePath: bundlePath };
}
