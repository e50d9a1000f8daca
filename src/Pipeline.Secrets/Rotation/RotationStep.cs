namespace Pipeline.Secrets.Rotation;

/// <summary>The steps of a rotation, in order. Each can be repeated, and ends with a durable record.</summary>
public enum RotationStep
{
    /// <summary>A new value is made and recorded. Nothing outside knows it yet.</summary>
    Create,

    /// <summary>The other side (a database, a provider) is told to accept the new value, beside the old one.</summary>
    Set,

    /// <summary>The new value is tried.</summary>
    Test,

    /// <summary>The new value becomes the secret's current version.</summary>
    Promote,

    /// <summary>Everyone who uses the secret is seen to use the new version.</summary>
    Observe,

    /// <summary>The other side no longer accepts the old value.</summary>
    Revoke,

    /// <summary>All is done.</summary>
    Done,
}
