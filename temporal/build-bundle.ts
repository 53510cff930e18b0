import { writeFile } from 'node:fs/promises';
import { bundlePath, bundleWorkflows } from './bundle.ts';

await writeFile(bundlePath, (await bundleWorkflows()).code);
