// Writes the templates of every stack to build/templates, for whoever compares them without running these tests.
import { synthesis, templatesFolder } from "./synthesis";

console.log(`${synthesis().stacks.length} templates in ${templatesFolder}`);
