export { bareApi as apiDeps } from '../dev/bench/bareApi.ts';
