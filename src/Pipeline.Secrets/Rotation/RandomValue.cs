using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pipeline.Secrets.Rotation;

/// <summary>
/// A random value that no other side has to be told: a key that only those who read the secret share, to sign or to encrypt. Whether they
/// still accept what the old one signed is theirs to decide, by reading the previous version.
/// </summary>
/// <param name="bytes">Random bytes in it; the value is their base64url form. Default 32.</param>
public sealed class RandomValue(int bytes = RandomValue.DefaultBytes) : IRotatedCredential
{
    /// <summary>256 bits.</summary>
    public const int DefaultBytes = 32;

    /// <inheritdoc/>
    public string Description => $"a random value of {bytes} bytes";

    /// <inheritdoc/>
    public Task<Secret> CreateAsync(Secret? current, CancellationToken cancellationToken) => Task.FromResult(Make(bytes));

    /// <inheritdoc/>
    public Task SetAsync(Secret value, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string?> TestAsync(Secret value, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public Task<string> RevokeAsync(Secret old, Secret current, CancellationToken cancellationToken) => Task.FromResult("Nobody outside knew the old value; there is nothing to revoke.");

    internal static Secret Make(int bytes) => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes)));
}
