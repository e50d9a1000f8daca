namespace Pipeline.Containers.Registries.Http;

/// <summary>One request to a registry.</summary>
/// <param name="Method">The method.</param>
/// <param name="Uri">The address.</param>
/// <param name="Registry">Whose credentials it may carry.</param>
/// <param name="Purpose">For messages, as in "Pulling ghcr.io/acme/app:1.2".</param>
internal sealed record RegistryRequest(HttpMethod Method, Uri Uri, string Registry, string Purpose)
{
    /// <summary>What the token must allow: <c>repository:acme/app:pull</c> (distribution-spec, token scope).</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Makes the body; made anew for each time that the request is sent.</summary>
    public Func<RequestDeadline, HttpContent>? Content { get; init; }

    /// <summary>The first byte that is wanted; 0 for all.</summary>
    public long RangeFrom { get; init; }

    /// <summary>
    /// False where another host's answer wouldn't be the registry's: a redirect there is then the answer. One that asks for the very same request (307, 308) is
    /// followed, since it is how one registry stands in for another; what goes wrong there is then no failure of this one.
    /// </summary>
    public bool MayGoElsewhere { get; init; } = true;

    /// <summary>False for a part of an upload: after a failure it isn't known how much of it arrived, so it isn't just sent again.</summary>
    public bool IsRepeatable { get; init; } = true;
}
