import { aThousandNights } from "./thousand.ts";

aThousandNights(1);
