// What becomes of data when its resource leaves the template: kept where the settings protect the environment.
import { RemovalPolicy } from "aws-cdk-lib";
import type { Context } from "./context";

export const isProtected = ({ settings }: Context) => settings.database.deletionProtection;

export const removalOf = (context: Context) => (isProtected(context) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
