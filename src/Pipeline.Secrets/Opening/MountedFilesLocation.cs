namespace Pipeline.Secrets.Opening;

/// <summary><c>file:///directory</c>: one file a secret, as Kubernetes mounts a Secret volume. <c>agentkit/staging/database/password</c> is the file <c>agentkit.staging.database.password</c>, or that path below the directory.</summary>
/// <param name="Directory">The directory; a relative one (<c>file:secrets</c>) is below the options' base directory.</param>
/// <param name="Prefix">Segments that the files' names leave out: with <c>?prefix=agentkit/staging</c> it is <c>database.password</c>.</param>
public sealed record MountedFilesLocation(string Directory, string Prefix) : SecretStoreLocation
{
    /// <inheritdoc/>
    public override string ToString() => $"file:{(Path.IsPathFullyQualified(Directory) ? "//" : "")}{Directory}{(Prefix.Length == 0 ? "" : $"?prefix={Prefix}")}";

    internal static MountedFilesLocation Read(LocationText text) => new(text.LocalPath(), text.Prefix());
}
