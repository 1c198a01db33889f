// A second reader and writer of envelopes, written from docs/envelope-format.md alone.
//
//   node reader.mjs vectors FOLDER           each vector's name and outcome, as one JSON object
//   node reader.mjs open SEED PURPOSE EDITION <envelope   the payload
//   node reader.mjs seal PUBLIC_KEY PURPOSE <payload      the envelope
//
// SEED and PUBLIC_KEY in hex, PURPOSE as 1, 2 or 3. A refusal goes to standard error, with status 1.

import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MAGIC = Buffer.from("GRV1");
const INFO = Buffer.from("grievance/v1/envelope");
const PURPOSES = [undefined, "statistics", "casework", "message"];
const [HEADER, ENCAPSULATED, TAG, KIB, DEEPEST] = [13, 1120, 16, 1024, 32];
const suite = new CipherSuite({
  kem: new XWing(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

class Refused extends Error {}

const refuse = (name) => {
  throw new Refused(name);
};

const keyId = (publicKey) =>
  createHash("sha256").update("grievance/v1/key").update(publicKey).digest().subarray(0, 8);

const bucket = (size) =>
  [4, 8, 16, 32].map((n) => n * KIB).find((n) => size <= n) ??
  Math.ceil(size / (64 * KIB)) * 64 * KIB;

async function open(envelope, seed, keyPurpose, edition) {
  // A copy: a Buffer shares its memory with others, and the library takes all of that memory.
  const pair = await suite.kem.generateKeyPairDerand(new Uint8Array(seed));
  const publicKey = Buffer.from(await suite.kem.serializePublicKey(pair.publicKey));
  const purpose = outside(envelope, keyId(publicKey));
  const payload = unpad(await decrypt(envelope, pair.privateKey));
  const value = strict(payload);
  if (value.edition !== edition) refuse("UnknownEdition");
  if (value.purpose !== PURPOSES[purpose] || purpose !== keyPurpose) refuse("PurposeMismatch");
  return payload;
}

function outside(envelope, known) {
  if (!envelope.subarray(0, 4).equals(MAGIC)) refuse("BadMagic");
  if (envelope.length < HEADER) refuse("BadLength");
  const purpose = envelope[4];
  if (!PURPOSES[purpose]) refuse("BadPurpose");
  if (!envelope.subarray(5, HEADER).equals(known)) refuse("UnknownKey");
  const size = envelope.length - HEADER - ENCAPSULATED - TAG;
  if (size <= 0 || bucket(size) !== size) refuse("BadLength");
  if (purpose === 1 && size !== 4 * KIB) refuse("BadLength");
  return purpose;
}

async function decrypt(envelope, recipientKey) {
  const info = Buffer.concat([INFO, envelope.subarray(0, HEADER)]);
  const enc = envelope.subarray(HEADER, HEADER + ENCAPSULATED);
  try {
    const context = await suite.createRecipientContext({ recipientKey, enc, info });
    return Buffer.from(await context.open(envelope.subarray(HEADER + ENCAPSULATED)));
  } catch {
    return refuse("NotAuthentic");
  }
}

function unpad(plain) {
  const end = 4 + plain.readUInt32BE(0);
  if (end > plain.length) refuse("BadPayloadLength");
  if (plain.subarray(end).some((byte) => byte !== 0)) refuse("BadPadding");
  return plain.subarray(4, end);
}

function strict(payload) {
  let value;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
    value = JSON.parse(text);
    noNameTwice(text);
  } catch {
    return refuse("NotJSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse("NotJSON");
  allWell(value, 1);
  return value;
}

// JSON.parse keeps the last of two equal names and says nothing, so the text is walked once more.
// The text is known to be JSON here: a string followed by a colon is a name.
function noNameTwice(text) {
  const names = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g)) {
    if (token === "{") names.push(new Set());
    else if (token === "}") names.pop();
    else if (token.endsWith(":")) {
      const name = JSON.parse(token.slice(0, -1));
      if (names.at(-1).has(name)) refuse("NotJSON");
      names.at(-1).add(name);
    }
  }
}

function allWell(value, depth) {
  if (typeof value === "string" && !value.isWellFormed()) refuse("NotJSON");
  if (typeof value === "number" && !Number.isFinite(value)) refuse("NotJSON");
  if (typeof value !== "object" || value === null) return;
  if (depth > DEEPEST) refuse("NotJSON");
  for (const [name, child] of Object.entries(value)) {
    allWell(name, depth + 1);
    allWell(child, depth + 1);
  }
}

async function seal(payload, publicKey, purpose) {
  const header = Buffer.concat([MAGIC, Buffer.from([purpose]), keyId(publicKey)]);
  const plain = Buffer.alloc(bucket(4 + payload.length));
  plain.writeUInt32BE(payload.length, 0);
  payload.copy(plain, 4);
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(publicKey),
    info: Buffer.concat([INFO, header]),
  });
  const ciphertext = await sender.seal(plain);
  return Buffer.concat([header, Buffer.from(sender.enc), Buffer.from(ciphertext)]);
}

async function outcome(file) {
  const [head, body] = readFileSync(file, "utf8").split("\n\n");
  const fields = Object.fromEntries(head.split("\n").map((line) => line.split(": ", 2)));
  const purpose = PURPOSES.indexOf(fields["key purpose"]);
  const envelope = Buffer.from(body, "base64");
  try {
    const payload = await open(envelope, Buffer.from(fields.seed, "hex"), purpose, fields.edition);
    return createHash("sha256").update(payload).digest("hex");
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

const commands = {
  async vectors(folder) {
    const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
    const rows = await Promise.all(
      names.map(async (name) => [name.slice(0, -4), await outcome(join(folder, name))]),
    );
    return JSON.stringify(Object.fromEntries(rows));
  },
  open: (seed, purpose, edition) =>
    open(readFileSync(0), Buffer.from(seed, "hex"), Number(purpose), edition),
  seal: (publicKey, purpose) =>
    seal(readFileSync(0), Buffer.from(publicKey, "hex"), Number(purpose)),
};

const [command, ...given] = process.argv.slice(2);
try {
  process.stdout.write(await commands[command](...given));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
