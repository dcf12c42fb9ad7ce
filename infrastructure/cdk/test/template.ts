// Looking into templates: their resources by kind, and what a value that refers to another stands for.
import { synthesis, type SynthesisedStack } from "./synthesis";

// Properties are whatever CloudFormation makes of them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Anything = any;

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, Anything>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Parameters?: Record<string, Anything>;
  readonly Outputs?: Record<string, Anything>;
}

export interface Found {
  readonly id: string;
  readonly type: string;
  readonly resource: Resource;
  readonly properties: Record<string, Anything>;
  readonly stack: SynthesisedStack;
  // For messages: housing-trends-prod ApiTask (AWS::ECS::TaskDefinition).
  readonly where: string;
}

export function all(type?: string | RegExp, environment?: string): Found[] {
  const wanted = (each: string) => !type || (typeof type === "string" ? each === type : type.test(each));
  return synthesis()
    .stacks.filter((stack) => !environment || stack.environment === environment)
    .flatMap((stack) =>
      Object.entries(stack.template.Resources)
        .filter(([, resource]) => wanted(resource.Type))
        .map(([id, resource]) => ({
          id,
          type: resource.Type,
          resource,
          properties: resource.Properties ?? {},
          stack,
          where: `${stack.stackName} ${id} (${resource.Type})`,
        })),
    );
}

export function one(type: string, environment: string, holds: (properties: Anything) => boolean = () => true): Found {
  const found = all(type, environment).filter(({ properties }) => holds(properties));
  if (found.length !== 1) throw new Error(`${found.length} resources ${type} in ${environment}; one was expected`);
  return found[0]!;
}

// The resource a Ref or Fn::GetAtt points to, within the same template.
export function target({ template }: SynthesisedStack, value: Anything): Resource | undefined {
  const id = value?.Ref ?? value?.["Fn::GetAtt"]?.[0];
  return id === undefined ? undefined : template.Resources[id];
}

// A value as text, references written as <LogicalId.Attribute>.
export function text(value: Anything): string {
  if (value === null || typeof value !== "object") return String(value);
  if ("Ref" in value) return `<${value.Ref}>`;
  if ("Fn::GetAtt" in value) return `<${value["Fn::GetAtt"].join(".")}>`;
  if ("Fn::Join" in value) return value["Fn::Join"][1].map(text).join(value["Fn::Join"][0]);
  if ("Fn::Sub" in value) return text(value["Fn::Sub"]);
  return JSON.stringify(value);
}

export const environments = ["dev", "staging", "prod"] as const;
