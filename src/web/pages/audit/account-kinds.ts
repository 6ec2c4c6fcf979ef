import { ACCOUNT_KINDS } from "../../../words/en/names.ts";

/** The kinds of account that the forms ask for, in their order. */
export const ACCOUNTS = Object.keys(ACCOUNT_KINDS);
