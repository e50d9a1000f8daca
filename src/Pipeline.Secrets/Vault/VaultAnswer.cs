using System.Text.Json;
using Pipeline.Secrets.Requests;

namespace Pipeline.Secrets.Vault;

/// <summary>What Vault answered.</summary>
/// <param name="Status">Success, or one that was expected.</param>
/// <param name="Json">The body; it may hold a secret.</param>
/// <param name="Errors">What Vault said about a failure, without anything that was sent to it.</param>
internal sealed record VaultAnswer(int Status, JsonElement Json, string Errors)
{
    /// <summary>Whether it is a 404 about the path itself (no engine there) and not about what would be at it, which Vault says nothing about.</summary>
    public bool IsNoPath => Status == 404 && (Json.At("errors").ValueKind != JsonValueKind.Array || Json.At("errors").Items.Any());

    /// <summary>The status; the record's own text would show the body.</summary>
    public override string ToString() => $"{Status}";
}
