/** Composition root: hands the arguments to the command line and its answer to the system. */
import { run } from './cli/program.ts';

process.exitCode = await run(process.argv);
