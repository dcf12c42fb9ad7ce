// The alarms of one stack, made from the table; each tells the topic when it goes off, a page also when it is over.
import { Duration } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type * as sns from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { loadProject } from "@housing/settings";
import type { Context } from "../context";
import { alarmsOf, fill, type Alarm, type AlarmStack, type Braces, type MetricText } from "./alarm-table";
import { messageOf } from "./runbooks";
import { telemetryMetric } from "./telemetry";

const missingData = {
  breaching: cloudwatch.TreatMissingData.BREACHING,
  notBreaching: cloudwatch.TreatMissingData.NOT_BREACHING,
  missing: cloudwatch.TreatMissingData.MISSING,
};
const comparisons = {
  ">": cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
  "<": cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
};

export interface AlarmInputs {
  readonly stack: AlarmStack;
  readonly topic: sns.ITopic;
  // What the braces of the table's dimensions stand for: "{albFullName}" …
  readonly values: Braces;
}

// housing-trends-prod-api-5xx: the table's id already begins with the service.
export const alarmName = (context: Context, key: string) => `${loadProject().project}-${context.environment}-${key}`;

export class Alarms extends Construct {
  readonly all: readonly { readonly text: Alarm; readonly alarm: cloudwatch.Alarm }[];

  constructor(
    scope: Construct,
    id: string,
    private readonly context: Context,
    private readonly inputs: AlarmInputs,
  ) {
    super(scope, id);
    this.all = alarmsOf(context, inputs.stack).map((text) => ({ text, alarm: this.alarm(text) }));
  }

  // Those at whose sign a deployment is taken back.
  get rollingBack(): cloudwatch.Alarm[] {
    return this.all.filter(({ text }) => text.rollsBack).map(({ alarm }) => alarm);
  }

  private alarm(text: Alarm): cloudwatch.Alarm {
    const alarm = new cloudwatch.Alarm(this, text.key, {
      alarmName: alarmName(this.context, text.key),
      alarmDescription: messageOf(this.context, text),
      metric: this.measure(text),
      threshold: text.limit,
      comparisonOperator: comparisons[text.comparison],
      evaluationPeriods: text.periods,
      datapointsToAlarm: text.datapoints,
      treatMissingData: missingData[text.missing],
    });
    alarm.addAlarmAction(new SnsAction(this.inputs.topic));
    if (text.severity === "page") alarm.addOkAction(new SnsAction(this.inputs.topic));
    return alarm;
  }

  private measure(text: Alarm): cloudwatch.IMetric {
    if (text.metric && text.statistic) return this.metric(text, text.metric, text.statistic);
    if (!text.metrics || !text.expression) {
      throw new RangeError(`alarms.json: ${text.id} has neither a metric with a statistic nor an expression`);
    }
    const entries = Object.entries(text.metrics);
    return new cloudwatch.MathExpression({
      expression: text.expression,
      usingMetrics: Object.fromEntries(
        entries.map(([name, metric]) => [name, this.metric(text, metric, metric.statistic)]),
      ),
      period: Duration.seconds(text.seconds),
      label: text.name,
    });
  }

  private metric(text: Alarm, metric: MetricText, statistic: string): cloudwatch.Metric {
    const values = { ...this.inputs.values, ...(text.member === undefined ? {} : { each: text.member }) };
    // The member first: it may stand inside a name's braces.
    const filled = (value: string) =>
      fill(fill(value, this.context, { each: text.member ?? "" }), this.context, values);
    const dimensions = Object.fromEntries(
      Object.entries(metric.dimensions).map(([name, value]) => [name, filled(value)]),
    );
    const unfilled = Object.values(dimensions).find((value) => /\{[A-Za-z:]+\}/.test(value));
    if (unfilled) throw new RangeError(`alarms.json: ${text.id}: nothing is known of ${unfilled} in this stack`);
    const full = metric.telemetry
      ? telemetryMetric(this.context, metric.telemetry, dimensions)
      : { namespace: metric.namespace ?? "", name: metric.name ?? "", dimensions };
    return new cloudwatch.Metric({
      namespace: full.namespace,
      metricName: full.name,
      dimensionsMap: full.dimensions,
      statistic,
      period: Duration.seconds(text.seconds),
    });
  }
}
