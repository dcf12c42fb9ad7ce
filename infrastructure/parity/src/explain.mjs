// Which exception explains a difference. An exception is { kind, key?, field?, environments?, reason }, where key and
// field are regular expressions; what is left out fits everything.

const fits = (exception, { environment, kind, key, field }) =>
  exception.kind === kind &&
  (!exception.environments || exception.environments.includes(environment)) &&
  (!exception.key || exception.key.test(key)) &&
  (!exception.field || exception.field.test(field));

export const unexplained = (comparisons, exceptions) =>
  comparisons.filter((each) => !each.equal && !exceptions.some((exception) => fits(exception, each)));

export const unused = (comparisons, exceptions) =>
  exceptions.filter((exception) => !comparisons.some((each) => !each.equal && fits(exception, each)));
