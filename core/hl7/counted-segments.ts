/** Segments whose first field only counts them within their message (v2.5.1, data type SI). */
export const countedSegments: ReadonlySet<string> = new Set(
  "PID PV1 OBX OBR NTE AL1 IAM DG1 PR1 IN1 GT1 NK1 SPM RGS AIS AIG AIL AIP TQ1 FT1 TXA".split(" "),
);
