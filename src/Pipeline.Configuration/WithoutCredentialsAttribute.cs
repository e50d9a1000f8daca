namespace Pipeline.Configuration;

/// <summary>A URI without user name and password, as <see cref="Uri"/> or as text (connection strings with several hosts are no <see cref="Uri"/>). Null passes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithoutCredentialsAttribute : SettingRuleAttribute
{
    /// <inheritdoc/>
    public override string Words => "without user name and password";

    /// <inheritdoc/>
    public override bool IsValid(object? value)
    {
        var text = value is Uri uri ? uri.OriginalString : value as string ?? "";
        var start = text.IndexOf("://", StringComparison.Ordinal);
        // In what comes before the query: an @ there is allowed.
        return start < 0 || !text[(start + 3)..].Split('?')[0].Contains('@', StringComparison.Ordinal);
    }
}
