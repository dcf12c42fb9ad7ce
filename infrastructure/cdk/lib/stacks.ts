// Every stack of the app, in the regions the README's table names.
import { Stack, type App, type StackProps } from "aws-cdk-lib";
import { stackName, type EnvironmentName, type Site } from "@housing/settings";
import { Images } from "./compute/images";
import { contextOf, sharedContextOf, tagSystem, type Context } from "./context";
import { Delivery } from "./delivery/delivery";
import { GlobalEdge, globalRegion } from "./edge/global-edge";
import { HousingTrendsStack } from "./housing-trends-stack";
import { RecoveryRegion } from "./recovery/recovery-region";
import { isProtected } from "./removal";

interface Place {
  readonly region: string;
  // What follows the environment in the stack's name.
  readonly part?: string;
  readonly description: string;
}

// A stack's id in the app is its name, so that one word means it on the command line and in the account.
const nameOf = ({ environment }: Context, { part }: Place) =>
  part ? stackName(environment, part) : stackName(environment);

function propsOf(context: Context, place: Place): StackProps {
  return {
    stackName: nameOf(context, place),
    description: `${context.project.project} ${context.environment}: ${place.description}`,
    env: { account: context.site.account, region: place.region },
    terminationProtection: isProtected(context),
    // Values pass between regions by themselves only where they have to.
    crossRegionReferences: context.project.region !== globalRegion,
  };
}

export function environmentStacks(app: App, context: Context): Stack[] {
  const { region, recoveryRegion } = context.project;
  const stack = (place: Place) => new Stack(app, nameOf(context, place), propsOf(context, place));

  const images = stack({ region, part: "images", description: "the repository of the program's images" });
  new Images(images, "Images", context);

  const edge = stack({ region: globalRegion, part: "edge", description: "what CloudFront wants there" });
  const global = new GlobalEdge(edge, "GlobalEdge", context).parts;

  const place = { region, description: "the system" };
  const main = new HousingTrendsStack(app, nameOf(context, place), { ...propsOf(context, place), context, global });
  main.addStackDependency(images);
  const stacks: Stack[] = [images, edge, main];

  if (context.settings.recovery.replicate) {
    const recovery = stack({ region: recoveryRegion, part: "recovery", description: "copies of the data" });
    new RecoveryRegion(recovery, "RecoveryRegion", context);
    // Replication needs its destination to be there.
    main.addStackDependency(recovery);
    stacks.push(recovery);
  }
  for (const each of stacks) tagSystem(each, context.environment);
  return stacks;
}

// The pipeline, one for staging and prod together; phones for it are in a stack of their own.
function deliveryStacks(app: App, site: Site): Stack[] {
  const shared = sharedContextOf(site);
  const stack = new Stack(app, stackName("delivery"), {
    stackName: stackName("delivery"),
    description: `${shared.project.project}: the pipeline to staging and prod`,
    env: { account: site.account, region: shared.project.region },
    terminationProtection: true,
  });
  const { devices } = new Delivery(stack, "Delivery", shared);
  tagSystem(stack, "shared");
  return devices ? [stack, devices] : [stack];
}

export function allStacks(app: App, environments: readonly EnvironmentName[], delivery: boolean, site: Site): Stack[] {
  const stacks = environments.flatMap((environment) => environmentStacks(app, contextOf(environment, site)));
  return delivery ? [...stacks, ...deliveryStacks(app, site)] : stacks;
}
