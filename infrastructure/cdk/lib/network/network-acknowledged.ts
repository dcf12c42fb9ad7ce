// Findings about the network that stand, and why.
import type { IConstruct } from "constructs";
import { acknowledge } from "../acknowledge";
import { acknowledgeWildcards } from "../wildcards";

export function acknowledgeNetwork(network: IConstruct): void {
  acknowledge(network, {
    "CloudFormation-Validate::W3010":
      "Zones come from the settings, so that synthesis needs no credentials and subnets never move by themselves",
  });
}

export function acknowledgeNatInstance(nat: IConstruct): void {
  acknowledge(nat, {
    "AwsSolutions-AS3": "One instance that is replaced by itself; what suffers meanwhile has alarms of its own",
  });
  acknowledgeWildcards(nat, {
    BecomeRouter:
      "The instance changes its own attribute and has no id before it starts; the condition on tags limits it",
  });
}
