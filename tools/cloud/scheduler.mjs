// EventBridge Scheduler: fires a schedule's target when asked, or by its expression. A target is a queue, a function
// or a task, and it is reached with the rights of the schedules' role.
const kTickMs = 5_000;
const kUnits = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const fieldFits = (field, value) =>
  field.split(',').some((part) => {
    if (part === '*' || part === '?') return true;
    const [from, step] = part.split('/');
    if (step) return (value - (from === '*' ? 0 : Number(from))) % Number(step) === 0;
    const [low, high = low] = part.split('-').map(Number);
    return value >= low && value <= high;
  });

/** Whether "cron(…)" or "rate(…)" is due at `now`, last fired at `last`. */
export function isDue(expression, now, last) {
  const [, kind, text] = /^(cron|rate)\((.+)\)$/.exec(expression) ?? [];
  if (kind === 'rate') {
    const [count, unit] = text.split(' ');
    return now - last >= Number(count) * kUnits[unit.replace(/s$/, '')];
  }
  if (kind !== 'cron') throw new Error(`"${expression}" is no cron(…) and no rate(…)`);
  const minute = Math.floor(now / 60_000);
  if (minute === Math.floor(last / 60_000)) return false;
  const at = new Date(now);
  const values = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay() + 1];
  return text
    .split(' ')
    .slice(0, values.length)
    .every((field, i) => fieldFits(field, values[i]));
}

export class Scheduler {
  #last = {};

  /** `reach`: {queue(arn, body), functionOf(arn), runTask(familyArn, container overrides)}. */
  constructor(template, reach) {
    this.reach = reach;
    this.schedules = Object.fromEntries(
      template.all('AWS::Scheduler::Schedule').map(({ properties }) => {
        const { Name, ScheduleExpression: expression, Target: target } = template.resolve(properties);
        return [Name.split('-jobs-').at(-1), { expression, target }];
      }),
    );
  }
  names = () => Object.keys(this.schedules);

  /** Gives what the target gave. */
  async fire(name) {
    const schedule = this.schedules[name];
    if (!schedule) throw new Error(`there is no schedule ${name}; there are ${this.names().join(', ')}`);
    const { Arn, Input, EcsParameters } = schedule.target;
    this.#last[name] = Date.now();
    if (EcsParameters) return this.reach.runTask(EcsParameters.TaskDefinitionArn, JSON.parse(Input));
    if (Arn.includes(':sqs:')) return this.reach.queue(Arn, Input);
    return this.reach.functionOf(Arn).invoke(JSON.parse(Input));
  }
  begin() {
    const begun = Date.now();
    for (const name of this.names()) this.#last[name] = begun;
    this.timer = setInterval(() => {
      for (const [name, { expression }] of Object.entries(this.schedules))
        if (isDue(expression, Date.now(), this.#last[name]))
          this.fire(name).catch((error) => console.error(`schedule ${name}: ${error.message}`));
    }, kTickMs);
  }
  stop = () => clearInterval(this.timer);
}
