/** Composition root: builds everything and hands over to the command line. */
