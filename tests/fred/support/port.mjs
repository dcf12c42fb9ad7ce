// Loaded with --import beside redirect.mjs: sockets to api.stlouisfed.org:443 go to the port of FRED_TEST_PORT, which
// needs no rights of its own.
import net from 'node:net';

const port = Number(process.env.FRED_TEST_PORT);
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function connectHere(...given) {
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  if (options && typeof options === 'object' && Number(options.port) === 443) options.port = port;
  return connect.apply(this, given);
};
