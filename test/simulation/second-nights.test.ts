import { manyNights } from "./nights.ts";

manyNights(1);
