import { fuzzTests } from "./fuzz-tests.ts";

fuzzTests("hl7");
