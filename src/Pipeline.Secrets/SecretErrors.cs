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
}
