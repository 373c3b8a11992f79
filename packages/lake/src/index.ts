export { integerLiteral, quoteIdentifier, quoteTable, sqlLiteral, textLiteral } from "./sql/quote.ts";
