// A function in Node that does what a record's body tells it: for tests of what calls functions, and as the measure of
// how long a start takes. Bodies: {"do": "well" | "fail" | "crash" | "hang" | "nonsense"}.
import { request as send } from 'node:http';

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;

const call = (method, path, body) =>
  new Promise((done, failed) => {
    const request = send(`${api}${path}`, { method }, async (answer) => {
      const chunks = [];
      for await (const chunk of answer) chunks.push(chunk);
      done({ headers: answer.headers, body: Buffer.concat(chunks).toString('utf8') });
    });
    request.once('error', failed);
    request.end(body && JSON.stringify(body));
  });

if (process.env.STAND_IN === 'cannot start') {
  await call('POST', '/init/error', { errorType: 'StandIn.CannotStart', errorMessage: 'told not to' });
  process.exit(1);
}

for (;;) {
  const { headers, body } = await call('GET', '/invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  const { Records = [] } = JSON.parse(body);
  const failures = [];
  let answer;
  for (const { messageId, body: text } of Records) {
    const { do: what } = JSON.parse(text);
    if (what === 'crash') process.exit(3);
    if (what === 'hang') await new Promise((done) => setTimeout(done, 3_600_000));
    if (what === 'fail') failures.push({ itemIdentifier: messageId });
    if (what === 'nonsense') answer = { batchItemFailures: [{ itemIdentifier: 'nobody' }] };
    console.log(`did ${what} ${messageId}`);
  }
  await call('POST', `/invocation/${id}/response`, answer ?? { batchItemFailures: failures });
}
