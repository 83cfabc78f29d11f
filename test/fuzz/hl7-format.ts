import { decodeHl7, decodeHl7People, labelOf } from "../../core/hl7/decode-hl7.ts";
import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import { readEr7 } from "../../core/hl7/read-er7.ts";
import { messyPeople } from "../core/csv/messy-people.ts";
import type { FuzzedFormat } from "./fuzzed-format.ts";

const messages = messyPeople(16, "coverage", "fuzz").flatMap((chart) =>
  new TextDecoder().decode(encodeHl7(chart).bytes).split(/(?=MSH\|)/),
);
const head = "MSH|^~\\&|A|B|C|D|20260115||ADT^A28^ADT_A05|1|T|2.5.1\r";

export const hl7: FuzzedFormat = {
  grammar: {
    seeds: messages,
    token: /[|^~\\&\r]|[^|^~\\&\r]+/g,
    hostile: [
      ...["|", "^", "~", "\\", "&", "\r", "\n", "\r\n", '""', "\\T\\", "\\X00\\", "\\XZZ\\"],
      ...[
        "\\.br\\",
        "\\H\\",
        "\\.sp999999999\\",
        "MSH|",
        "MSH|^~\\&",
        "MSH#*%!@",
        "MSHaaaaa",
        "MSH",
      ],
      ...["MSH|^~\\&|||||||||||||||||8859/1\r", "\rMSH|^~\\&|", "\rFHS|^~\\&|", "\rBHS|^~\\&|"],
      ...[
        "\rBTS|9",
        "\rFTS|x",
        "\rPID|1||1^^^A^MR\r",
        "\rPID|1||",
        "\rOBX|1|ST|a||b\r",
        "\rOBX|1|ED|",
      ],
      ...[
        "\rNTE|1||n\r",
        "\rDSC|1",
        "\rADD|x",
        "\rZZZ|",
        "\rORC|NW|1\r",
        "\rRXE|",
        "\rRXR|",
        "\rTQ1|1",
      ],
      ...[
        "\rAL1|1||x\r",
        "\rIN1|1|\r",
        "\rMRG|1\r",
        "UNICODE UTF-8",
        "8859/1",
        "ASCII",
        "ISO IR87",
      ],
    ],
  },
  frames: [
    ["", ""],
    [head, "\r"],
    [`${head}PID|1||1^^^A^MR||`, "\rPV1|1|O\r"],
    [`${head}PID|1||1^^^A^MR||X\rOBX|1|ST|8480-6^a^LN||`, "|mm[Hg]\r"],
    [`${head}PID|1||1^^^A^MR||X\r`, "\rORC|NW\r"],
  ],
  *read(bytes) {
    for (const message of readEr7(bytes).messages) labelOf(message);
    yield decodeHl7([bytes]);
    for (const { observed } of decodeHl7People([bytes])) yield observed;
  },
};
