// node webhook-receiver.mjs <port>: start exports with output.webhook = "https://<your host>/".
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { connect } from './edit.mjs';

const TOLERANCE_S = 300;
const { secret } = await (await connect('webhook-receiver')).accounts.webhookSecret();

/** Whether a body was signed by our server within the last five minutes. Any of its signatures will do: secrets change. */
function isSigned(header, body) {
  const parts = String(header).split(',').map((part) => part.split('='));
  const seconds = Number(parts.find(([key]) => key === 't')?.[1]);
  if (!(Math.abs(Date.now() / 1000 - seconds) < TOLERANCE_S)) return false;
  const wanted = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  return parts.some(([key, value = '']) => {
    const given = Buffer.from(value, 'hex');
    return key === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

const server = createServer(async (request, response) => {
  const body = await text(request);
  const isGood = request.method === 'POST' && isSigned(request.headers['x-tellcut-signature'], body);
  response.writeHead(isGood ? 204 : 401).end(); // answer first: what takes long comes after
  if (isGood) console.log(`ended ${body}`);
});
server.listen(Number(process.argv[2] ?? 8788), () => console.log(`listening on ${server.address().port}`));
