/** An admission as an old system sends it: v2.3, no MSH-18, no PV1-19, a Z segment, names without codes. */
export interface Said {
  readonly born?: string;
  readonly admitted?: string;
  readonly room?: string;
  readonly service?: string;
  readonly allergy?: string | null;
  readonly control?: string;
}

export function admission(said: Said = {}): string {
  const { allergy = "DA|^ASPIRIN|SV|RASH" } = said;
  return [
    `MSH|^~\\&|REG|HOSP|EMR|CLINIC|20060529090131-0500||ADT^A01|${said.control ?? "01052901"}|P|2.3`,
    "EVN||200605290901||||200605290900",
    `PID|||56782445^^^UAReg^PI~999855750^^^USSSA^SS||TESTSAMPLE^BARRY^Q^JR^MR||${said.born ?? "19620910"}|M||2028-9|260 GOODWIN DRIVE^^BIRMINGHAM^AL^35209^^M`,
    `PV1||I|W^389^1^UABH||||12345^MORGAN^REX^J^^^MD|||${said.service ?? "MED"}||||||||||||||||||||||||||||||||||${said.admitted ?? "200605290900"}`,
    ...(allergy === null ? [] : [`AL1|1|${allergy}`]),
    `ZPV|1|${said.room ?? "QUIET ROOM"}|2`,
  ].join("\r");
}
