import { randomUUID } from 'node:crypto';

/** Ids that we make; what they name can be read off them. Random: nobody can guess or count them. */
export const newId = {
  anonymous: (): string => `anon_${hex()}`,
  user: (): string => `usr_${hex()}`,
  token: (): string => `tok_${hex()}`,
  project: (): string => `task_${hex()}`,
  session: (): string => `ses_${hex()}`,
  upload: (): string => `upl_${hex()}`,
  making: (): string => `mk_${hex()}`,
  /** As ADK names an invocation. */
  turn: (): string => `e-${randomUUID()}`,
  render: (): string => randomUUID(),
};

function hex(): string {
  return randomUUID().replaceAll('-', '');
}
