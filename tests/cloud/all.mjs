// Every file of tests in one process, so that they share one stack. Those that break things come last.
import './stand_in.test.mjs';
import './rights.test.mjs';
import './functions.test.mjs';
import './chain.test.mjs';
import './faults.test.mjs';
import './sources.test.mjs';
import './operating.test.mjs'; // its releases are not the others'
