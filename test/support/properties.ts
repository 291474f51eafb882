import fc from 'fast-check';

/**
 * fast-check with one seed for every property: a change is judged by the cases that judged the one before it, so that
 * what fails in CI was broken by the change. New cases are sought by `TELLCUT_SEED=random npm test` (a failure prints
 * its seed) and, many of them, with `TELLCUT_RUNS`; what they find becomes a test of its own.
 */
const asked = process.env['TELLCUT_SEED'] ?? '20261121';
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });

export { fc };
