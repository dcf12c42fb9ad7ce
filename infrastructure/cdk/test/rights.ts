// The rights of roles, gathered from a template's policies.
import { all, target, text, type Anything, type Found } from "./template";

export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Anything;
}

export interface Role {
  readonly found: Found;
  // Without project and environment: `api-task-role`.
  readonly name: string;
  readonly managed: readonly string[];
  readonly statements: readonly Statement[];
}

const statementsOf = (document: Anything): Statement[] =>
  document.Statement.map(({ Sid = "", Action, Resource, Condition }: Anything) => ({
    sid: Sid,
    actions: [Action].flat(),
    resources: [Resource].flat().map(text),
    condition: Condition,
  }));

export function roles(environment?: string): Role[] {
  const policies = all(/^AWS::IAM::(Managed)?Policy$/, environment);
  return all("AWS::IAM::Role", environment).map((found) => {
    const { properties, resource, stack } = found;
    const attached = policies.filter(
      (policy) =>
        policy.stack === stack &&
        (policy.properties["Roles"] ?? []).some((each: Anything) => target(stack, each) === resource),
    );
    const inline = (properties["Policies"] ?? []).map(({ PolicyDocument }: Anything) => PolicyDocument);
    return {
      found,
      name: text(properties["RoleName"] ?? found.id).replace(/^housing-trends-[a-z]+-/, ""),
      managed: (properties["ManagedPolicyArns"] ?? []).map(text),
      statements: [...inline, ...attached.map((each) => each.properties["PolicyDocument"])].flatMap(statementsOf),
    };
  });
}
