// An event source mapping: takes messages from a queue in batches with the function's own rights, invokes the function,
// and deletes what the function did not name as failed. What failed becomes visible again by itself.
import { pause } from '../process.mjs';

/** Between questions for messages. AWS waits at the queue instead; moto's waiting notices a message seconds later. */
export const kPauseMs = 200;
const kDeleted = new Set(['ReceiptHandleIsInvalid', 'AWS.SimpleQueueService.NonExistentQueue']);

const lowerFirst = (name) => name[0].toLowerCase() + name.slice(1);

/** An SQS message as functions get it. */
export const recordOf = (message, arn, region) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
      name,
      {
        stringListValues: [],
        binaryListValues: [],
        ...Object.fromEntries(Object.entries(value).map(([key, each]) => [lowerFirst(key), each])),
      },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: region,
});

/** The ids a function names as failed; undefined where it says it all failed, or says it wrongly. */
export function failuresIn(result, ids) {
  if (!result.ok) return undefined;
  const list = result.body?.batchItemFailures;
  if (result.body === null || result.body === '' || list === undefined || list === null || list.length === 0) return [];
  if (!Array.isArray(list)) return undefined;
  const named = list.map((each) => each?.itemIdentifier);
  return named.every((id) => ids.includes(id)) ? named : undefined;
}

export class EventSource {
  /** Changes a batch before it is given: duplicates, another order. Tests set it. */
  mangle = (records) => records;
  isPaused = false;
  #stopping = false;
  #loops = [];

  /** `settings`: {queueUrl, queueArn, batchSize, atOnce, region}; `aws()` calls by the function's credentials. */
  constructor(settings, job, aws) {
    Object.assign(this, settings, { job, aws });
  }
  begin() {
    for (let i = 0; i < this.atOnce; ++i) this.#loops.push(this.#loop());
  }
  async stop() {
    this.#stopping = true;
    await Promise.all(this.#loops);
  }

  async #loop() {
    while (!this.#stopping) {
      const hadSome = !this.isPaused && (await this.#once().catch(() => false));
      if (!hadSome) await pause(kPauseMs);
    }
  }
  async #once() {
    const aws = await this.aws();
    const { Messages = [] } = await aws.json('sqs', 'ReceiveMessage', {
      QueueUrl: this.queueUrl,
      MaxNumberOfMessages: this.batchSize,
      WaitTimeSeconds: 0,
      AttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    if (Messages.length === 0) return false;
    const records = Messages.map((message) => recordOf(message, this.queueArn, this.region));
    const result = await this.job.invoke({ Records: this.mangle(records) });
    const failed = failuresIn(
      result,
      records.map(({ messageId }) => messageId),
    );
    if (!failed) return true;
    for (const { messageId, receiptHandle } of records)
      if (!failed.includes(messageId)) await this.#remove(aws, receiptHandle);
    return true;
  }
  // A delete that is not heard means the message comes again, as on AWS.
  async #remove(aws, ReceiptHandle) {
    try {
      await aws.json('sqs', 'DeleteMessage', { QueueUrl: this.queueUrl, ReceiptHandle });
    } catch (error) {
      if (!kDeleted.has(error.code)) throw error;
    }
  }
}
