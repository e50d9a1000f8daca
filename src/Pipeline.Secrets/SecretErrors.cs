using Pipeline.Errors;

namespace Pipeline.Secrets;

/// <summary>Errors of this library.</summary>
[ErrorCodes]
public static class SecretErrors
{
    /// <summary>PIPE5001.</summary>
    public static readonly ErrorCode NotReadFromJson = new(
        "PIPE5001",
        "A secret was to be read from JSON",
        "A type with a Secret in it was deserialized. Secrets are written to JSON as ***, so what is read back can't be the secret.",
        "Keep a reference (secret://area/name) in the JSON, and take the value from the secret store or the environment.");

    /// <summary>PIPE5002.</summary>
    public static readonly ErrorCode Conflict = new(
        "PIPE5002",
        "A secret was changed by someone else",
        "Between reading and writing, another process wrote a new version.",
        "Read it again and repeat the change if it is still wanted.");

    /// <summary>PIPE5003.</summary>
    public static readonly ErrorCode BadLocation = new(
        "PIPE5003",
        "A secret store's address can't be used",
        "The address (SECRET_STORE, or SecretStore in an environment's file) has an unknown form, lacks something, or holds a credential.",
        "Write one of the forms of docs/SECRETS_MANAGEMENT.md. Credentials come from a file or a variable that the address names, never in it.");

    /// <summary>PIPE5004.</summary>
    public static readonly ErrorCode ReadOnly = new(
        "PIPE5004",
        "A secret store can only be read",
        "Environment variables and mounted files are filled from outside: by Kubernetes, a secrets operator, or the shell.",
        "Change the secret where it comes from, or name a store that can be written (Vault, AWS Secrets Manager, an encrypted file).");

    /// <summary>PIPE5005.</summary>
    public static readonly ErrorCode StoreUnreadable = new(
        "PIPE5005",
        "A secret can't be read from its file",
        "The file isn't text, is larger than a secret may be, may not be read by this user, or its folder isn't there.",
        "The message names the file. Binary secrets are stored as base64.");

    /// <summary>PIPE5006.</summary>
    public static readonly ErrorCode WrongKey = new(
        "PIPE5006",
        "The encrypted secrets don't open with this key",
        "The passphrase or the key file is another one than the file was written with, or there is none.",
        "Give the right one. Without it the file can't be read by anyone: delete it and fill it again.");

    /// <summary>PIPE5007.</summary>
    public static readonly ErrorCode Damaged = new(
        "PIPE5007",
        "The encrypted secrets are damaged",
        "The file was changed by something else than this program, or cut off. Its authentication tag doesn't fit, though the key does.",
        "Restore it from a copy, or delete it and fill it again.");

    /// <summary>PIPE5008.</summary>
    public static readonly ErrorCode Locked = new(
        "PIPE5008",
        "Another process writes the encrypted secrets",
        "Only one may write at a time, and another one has held the lock for longer than a write takes.",
        "Wait for the other process, or end it; the lock is released with its process.");

    /// <summary>PIPE5009.</summary>
    public static readonly ErrorCode NotFound = new(
        "PIPE5009",
        "A secret isn't in the store",
        "The store answers, and has no secret of this name: it was never written, deleted, or the store is another environment's.",
        "Write it (docs/SECRETS_MANAGEMENT.md has the command for each store), or correct the name.");

    /// <summary>PIPE5010.</summary>
    public static readonly ErrorCode NotStarted = new(
        "PIPE5010",
        "The secrets that are needed at the start can't be had",
        "At the start every secret that is needed is read once. Some are missing, or the store is away or refuses.",
        "The message names the store and each secret. Nothing has been started.");

    /// <summary>PIPE5011.</summary>
    public static readonly ErrorCode TooOld = new(
        "PIPE5011",
        "A secret store has been away for too long",
        "The store doesn't answer, and the value that was read last is older than it may be.",
        "Bring the store back. The limit is StaleLimit of the secrets manager's options.");

    /// <summary>PIPE5012.</summary>
    public static readonly ErrorCode NoKey = new(
        "PIPE5012",
        "A secret has no such key",
        "A reference with #key asks for one key of a secret that holds a JSON object, and it isn't an object, or lacks the key.",
        "Correct the key in the reference, or leave it out to have the whole value.");

    /// <summary>PIPE5013.</summary>
    public static readonly ErrorCode StoreAway = new(
        "PIPE5013",
        "A secret store is away",
        "It doesn't answer, answers with an error of its own, is sealed, or asks to be left alone for a while.",
        "Try again. If it stays away, look at the store: the message has what it answered.");

    /// <summary>PIPE5014.</summary>
    public static readonly ErrorCode Refused = new(
        "PIPE5014",
        "A secret store refuses",
        "The store knows who asks, and its policy doesn't allow this; or it doesn't accept the credentials at all.",
        "Compare the store's policy with docs/SECRETS_MANAGEMENT.md, and the role or token with the one that is meant.");

    /// <summary>PIPE5015.</summary>
    public static readonly ErrorCode UnexpectedAnswer = new(
        "PIPE5015",
        "A secret store's answer can't be understood",
        "It was cut off, isn't JSON, or lacks what the store's API promises: a proxy in between, another server, or another version.",
        "Check the address, and what answers there.");

    /// <summary>PIPE5016.</summary>
    public static readonly ErrorCode NotWritable = new(
        "PIPE5016",
        "A secret can't be written as it is",
        "The store refuses the write for a reason that a retry doesn't change: the secret has several keys, is scheduled for deletion, or is too large.",
        "The message says which; change the secret in the store itself.");

    /// <summary>PIPE5020.</summary>
    public static readonly ErrorCode RotationBlocked = new(
        "PIPE5020",
        "A rotation can't go on by itself",
        "The secret was changed by someone else after the rotation had made its new value current, so which value is used where isn't known.",
        "Find out who wrote the secret. When the old credential may go, revoke it yourself; then delete the rotation's record (the message names it) and rotate again.");

    /// <summary>PIPE5021.</summary>
    public static readonly ErrorCode RotationRunning = new(
        "PIPE5021",
        "Another rotation of this secret is under way",
        "Another process wrote the rotation's record in the meantime.",
        "Wait for the other one. What it has done is in its record; running this again goes on from there.");

    /// <summary>PIPE5022.</summary>
    public static readonly ErrorCode RotationTestFailed = new(
        "PIPE5022",
        "The new credential doesn't work",
        "The other side was given the new value and doesn't accept it. Nobody uses it: the secret still has its old value, and the old credential still works.",
        "The message says what was tried. Mend it and run the rotation again: it goes on with the same value.");

    /// <summary>PIPE5023.</summary>
    public static readonly ErrorCode RotationRecordUnreadable = new(
        "PIPE5023",
        "A rotation's record can't be read",
        "The secret beside the rotated one, in which the rotation keeps what it has done, holds something else: another version of this program, or another writer.",
        "Look at who wrote it. If no rotation is under way, delete it and run the rotation again.");

    /// <summary>PIPE5024.</summary>
    public static readonly ErrorCode RotationNotMoved = new(
        "PIPE5024",
        "Not everyone uses the new version yet",
        "The new value is current, and the old credential was kept, since a pod still uses it, or it isn't known whether one does.",
        "Look at the pods that the message names, then run the rotation again: it goes on with observing.");

    /// <summary>PIPE5025.</summary>
    public static readonly ErrorCode RotationNotPossible = new(
        "PIPE5025",
        "A secret isn't in the form that its rotation needs",
        "Users that alternate are kept with their passwords in one secret, and this one holds something else, so it isn't known which user is in use.",
        "Write the secret as {\"username\":\"…\",\"password\":\"…\"} with the user that is in use now, then rotate.");
}
