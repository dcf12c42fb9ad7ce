// Something the program computes, as the API tells it. (The contract's "Method", beside HTTP's.)

import type { MethodsAnswer } from "@/shared/api/contract";

export type Method = MethodsAnswer["methods"][number];
