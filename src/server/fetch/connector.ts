import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressPolicy, RefusedAddress, type Resolve } from './address.ts';

/**
 * Opens sockets to allowed addresses only, and says so before a byte is sent. Three checks, because each alone has a
 * hole: a literal address never reaches `lookup`; a name is judged by the very answer that is dialled (asking twice
 * loses to a resolver that changes its mind), and one bad address among good ones refuses the name; the socket's own
 * peer is looked at last, before TLS or HTTP begins.
 */
export function guardedConnector(policy: AddressPolicy, resolve: Resolve, timeoutMs: number): buildConnector.connector {
  const plain = buildConnector({ lookup: guardedLookup(policy, resolve), timeout: timeoutMs, allowH2: false });
  const secure = buildConnector({ timeout: timeoutMs, allowH2: false });
  return (options, done) => {
    const { hostname, protocol } = options;
    const isSecure = protocol === 'https:';
    if (isIP(hostname) !== 0 && !policy.allowsAddress(hostname)) return done(new RefusedAddress(), null);
    const port = options.port === '' ? (isSecure ? '443' : '80') : options.port;
    // Without `servername`: for a literal address undici would dial that name in its place.
    const bare = { hostname, protocol: 'http:', port };
    plain(bare, (...[error, socket]) => {
      if (error !== null) return done(error, null);
      if (!policy.allowsAddress(socket.remoteAddress ?? '')) {
        socket.destroy();
        return done(new RefusedAddress(), null);
      }
      if (isSecure) return secure({ ...options, httpSocket: socket }, done);
      return done(null, socket);
    });
  };
}

function guardedLookup(policy: AddressPolicy, resolve: Resolve): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => policy.allowsAddress(address))) {
          done(new RefusedAddress(), []);
        } else if (options.all === true) done(null, [...found]);
        else done(null, first.address, first.family);
      },
      // A name that does not exist looks like one that is refused: the difference would be a map of our network.
      () => done(new RefusedAddress(), []),
    );
  };
}
