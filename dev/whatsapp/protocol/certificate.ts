import { Curve, type KeyPair, proto } from '@whiskeysockets/baileys';

/** What a Noise server proves itself with. `chain` is an encoded CertChain; `staticKey` is the leaf's key pair. */
export interface ServerCertificate {
  rootPublic: Uint8Array;
  chain: Uint8Array;
  staticKey: KeyPair;
}

/** End of validity of both certificates: 2100-01-01, in seconds. */
const NOT_AFTER = 4_102_444_800;

/** Makes root, intermediate and leaf; the leaf carries the Noise static key, as on the live service. */
export function createCertificate(): ServerCertificate {
  const root = Curve.generateKeyPair();
  const intermediate = Curve.generateKeyPair();
  const staticKey = Curve.generateKeyPair();
  const { Details } = proto.CertChain.NoiseCertificate;
  const intermediateDetails = Details.encode({
    serial: 1,
    issuerSerial: 0,
    key: intermediate.public,
    notBefore: 0,
    notAfter: NOT_AFTER,
  }).finish();
  const leafDetails = Details.encode({
    serial: 2,
    issuerSerial: 1,
    key: staticKey.public,
    notBefore: 0,
    notAfter: NOT_AFTER,
  }).finish();
  const chain = proto.CertChain.encode({
    leaf: { details: leafDetails, signature: Curve.sign(intermediate.private, leafDetails) },
    intermediate: { details: intermediateDetails, signature: Curve.sign(root.private, intermediateDetails) },
  }).finish();
  return { rootPublic: root.public, chain, staticKey };
}
