// The edge of one environment: distribution, rewrites, policies and the site's records.
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import { AmplifyHosting } from "../hosting/amplify";
import type { ApiParts, DataParts, EdgeParts, GlobalEdgeParts, NetworkParts } from "../parts";
import { acknowledgeEdge } from "./edge-acknowledged";
import { distribution } from "./distribution";
import { aliasRecords } from "./records";

export interface EdgeInputs {
  readonly network: NetworkParts;
  readonly data: DataParts;
  readonly api: ApiParts;
  readonly global: GlobalEdgeParts & { readonly healthCheckId: string };
}

export class Edge extends Construct {
  readonly parts: EdgeParts;

  constructor(scope: Construct, id: string, context: Context, inputs: EdgeInputs) {
    super(scope, id);
    tagService(this, "edge");
    const made = distribution(this, context, inputs);
    aliasRecords(this, context, made);
    if (context.settings.options.amplify) new AmplifyHosting(this, "Amplify", context, inputs.data.key);
    acknowledgeEdge(this);
    this.parts = { distribution: made, healthCheckId: inputs.global.healthCheckId };
  }
}
