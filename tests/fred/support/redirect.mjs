// Loaded with --import before a client: api.stlouisfed.org is this machine, by the resolver that Node's sockets ask.
// The client itself is not touched, and asks as it always does. Any other name is refused.
import dns from 'node:dns';

const kHost = 'api.stlouisfed.org';

dns.lookup = (name, options, callback) => {
  const done = typeof options === 'function' ? options : callback;
  if (name !== kHost && name !== 'localhost') {
    done(Object.assign(new Error(`${name}: the tests reach no other host than ${kHost}`), { code: 'ENOTFOUND' }));
    return;
  }
  if (options?.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};
