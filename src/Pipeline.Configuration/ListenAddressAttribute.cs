using System.Net;

namespace Pipeline.Configuration;

/// <summary>A text that is an IP address to listen on, or <c>*</c> for all of the machine's. Null passes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListenAddressAttribute : SettingRuleAttribute
{
    /// <inheritdoc/>
    public override string Words => "an IP address, or * for all";

    /// <inheritdoc/>
    public override bool SaysAll => true;

    // "1" is 0.0.0.1 to .NET, and a mistake to everyone else.
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null or "*" || (value is string text && text.AsSpan().ContainsAny('.', ':') && !text.Contains('[', StringComparison.Ordinal) && IPAddress.TryParse(text, out _));
}
