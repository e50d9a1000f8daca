using Pipeline.Secrets;

namespace AgentKit.Server.Platforms.Checking;

/// <summary>Asks one platform's API.</summary>
internal interface IPlatformClient
{
    Platform Platform { get; }

    /// <summary>Whether a credential opens an account, asked of an endpoint that reads and changes nothing.</summary>
    Task<PlatformAnswer> CheckAsync(Secret key, CancellationToken cancellationToken);
}
