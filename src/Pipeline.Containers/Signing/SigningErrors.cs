using Pipeline.Errors;

namespace Pipeline.Containers.Signing;

/// <summary>Errors of signing and of verifying what is signed.</summary>
[ErrorCodes]
public static class SigningErrors
{
    /// <summary>PIPE3500.</summary>
    public static readonly ErrorCode UnusableSigningKey = new(
        "PIPE3500",
        "The signing key can't be used",
        "It is no private key on P-256 or P-384 in PEM form, its passphrase is missing or wrong, or it is in a format of another tool.",
        "Make one with: openssl ecparam -genkey -name prime256v1 -noout | openssl pkcs8 -topk8 -out signing.key");

    /// <summary>PIPE3501.</summary>
    public static readonly ErrorCode UnusablePublicKey = new(
        "PIPE3501",
        "A public key can't be used",
        "It is no public key on P-256 or P-384 in PEM form (SubjectPublicKeyInfo, -----BEGIN PUBLIC KEY-----).",
        "Take it from the private key with: openssl pkey -in signing.key -pubout");

    /// <summary>PIPE3502.</summary>
    public static readonly ErrorCode UnusableTrustSet = new(
        "PIPE3502",
        "The set of trusted keys can't be used",
        "The file isn't what docs/guides/signing.md describes, or two of its keys have one name, or one key is there twice.",
        "Correct each entry that the message names.");

    /// <summary>PIPE3503.</summary>
    public static readonly ErrorCode KeyFileInTheWay = new(
        "PIPE3503",
        "A signing key isn't written over another file",
        "There is a file where the new key was to be written. If it is a key, what it signed may still need it.",
        "Name another file, or move that one away.");

    /// <summary>PIPE3504.</summary>
    public static readonly ErrorCode MalformedEnvelope = new(
        "PIPE3504",
        "A signed envelope can't be read",
        "It isn't a DSSE envelope in JSON: cut off, a field twice, no base64, or larger than an attestation may be.",
        "Fetch it again from where it was made.");

    /// <summary>PIPE3505.</summary>
    public static readonly ErrorCode MalformedStatement = new(
        "PIPE3505",
        "A statement can't be read or signed",
        "It isn't an in-toto statement, or its predicate lacks a field that its type demands.",
        "Correct the field that the message names where the statement is made.");

    /// <summary>PIPE3506.</summary>
    public static readonly ErrorCode UnusableBundle = new(
        "PIPE3506",
        "A bundle of attestations can't be read",
        "Its list of files is missing, or a file isn't the one that the list names: changed, cut off, added or removed.",
        "Fetch the whole bundle again.");

    /// <summary>PIPE3507.</summary>
    public static readonly ErrorCode UnusableLayout = new(
        "PIPE3507",
        "Attestations can't be kept in this OCI layout",
        "The folder is no OCI layout, lacks the image that they are about, or is damaged.",
        "Build or fetch the image again, then attach the attestations to it.");

    /// <summary>PIPE3508.</summary>
    public static readonly ErrorCode NotVerified = new(
        "PIPE3508",
        "The release isn't what it says it is, or nobody trusted says so",
        "An attestation that the policy asks for is missing, isn't signed by a trusted key, is about another image, or says something else than the policy wants.",
        "Don't deploy it. Read the failed checks: build and attest the image again, or correct the trust set or the policy if one of them is wrong.");
}
