/** Provider numbers that pass the check digit of an NPI and cannot be assigned: those begin with 1 or 2. */
export const providers = ["9000000015", "9000000023", "9000000031", "9000000049"] as const;

/** Rooms of the made-up clinic. */
export const rooms = ["ZZT-ROOM-1", "ZZT-ROOM-2", "ZZT-LAB"] as const;
