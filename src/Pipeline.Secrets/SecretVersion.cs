namespace Pipeline.Secrets;

/// <summary>One version of a secret, as read.</summary>
/// <param name="Name">Which secret.</param>
/// <param name="Version">The store's name of the version; equal names are equal values. It may be shown.</param>
/// <param name="Value">The value.</param>
/// <param name="Created">When it was written, where the store knows.</param>
public sealed record SecretVersion(SecretName Name, string Version, Secret Value, DateTimeOffset? Created);
