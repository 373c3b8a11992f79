/** The 64 characters of base64url in order of value. Source: RFC 4648, section 5. */
export const base64urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
