using System.Net;

namespace Pipeline.Releases.SmokeTesting;

/// <summary>One request of a smoke test, and what must come back.</summary>
/// <param name="Path">Below the service's address: <c>/readyz</c>.</param>
/// <param name="Status">The status. Default 200.</param>
/// <param name="Contains">Text that the body must have; null for any body.</param>
public sealed record SmokeCheck(string Path, HttpStatusCode Status = HttpStatusCode.OK, string? Contains = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"GET {Path}";
}
