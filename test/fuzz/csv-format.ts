import { decodeCsv, decodeCsvPeople } from "../../core/csv/decode-csv.ts";
import { encodeCsv } from "../../core/csv/encode-csv.ts";
import { messyPeople } from "../core/csv/messy-people.ts";
import type { FuzzedFormat } from "./fuzzed-format.ts";

const files = Array.from({ length: 6 }, (_, n) => messyPeople(2, "coverage", `fuzz ${n}`)).flatMap(
  (charts) => encodeCsv(charts).files,
);

export const csv: FuzzedFormat = {
  grammar: {
    seeds: files.map(({ bytes }) => new TextDecoder().decode(bytes)),
    token: /"|,|\r\n|\n|[^",\r\n]+/g,
    hostile: [
      ...['"', '""', '"""', ",", ";", "\t", "|", "\r", "\n", "\r\n", "\n\r", 'a"', '"a'],
      ...["sep=;\r\n", '"sep=|"\n', "mrn", "mrn_authority", "last_name_2", "last_name_999999999"],
      ...[
        "last_name_0",
        "last_name_-1",
        "dob_absent",
        "phone_home_2_absent",
        "null",
        "__proto___2",
      ],
      ...["constructor_absent", "'=1", "1E+15", "#NAME?", "Mar-01", "mrn,mrn\r\n"],
    ],
  },
  frames: [
    ["", ""],
    ["mrn,last_name\r\n1,", "\r\n2,b\r\n"],
    ['mrn,last_name\r\n1,"', '"\r\n2,b\r\n'],
    ["mrn,allergy_text\r\n", "\r\n1,b"],
  ],
  *read(bytes) {
    yield decodeCsv([bytes]);
    for (const { observed } of decodeCsvPeople([bytes])) yield observed;
  },
};
