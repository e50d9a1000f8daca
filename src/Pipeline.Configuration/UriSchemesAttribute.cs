namespace Pipeline.Configuration;

/// <summary>A URI, as <see cref="Uri"/> or as text, with one of these schemes. Null passes.</summary>
/// <param name="schemes">The schemes, without a colon: <c>https</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UriSchemesAttribute(params string[] schemes) : SettingRuleAttribute
{
    /// <summary>The schemes.</summary>
    public IReadOnlyList<string> Schemes { get; } = schemes;

    /// <inheritdoc/>
    public override string Words => $"a URI that begins with {(schemes.Length == 1 ? $"{schemes[0]}:" : $"{string.Join(", ", schemes[..^1].Select(x => x + ":"))} or {schemes[^1]}:")}";

    /// <inheritdoc/>
    public override bool SaysAll => true;

    /// <inheritdoc/>
    public override bool IsValid(object? value)
    {
        var text = value is Uri uri ? uri.OriginalString : value as string;
        return value is null || (text is not null && schemes.Any(x => text.StartsWith(x + ":", StringComparison.OrdinalIgnoreCase)));
    }
}
