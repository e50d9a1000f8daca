using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Pipeline.Secrets;

/// <summary>A value that never prints. It shows as <c>***</c> in text, interpolation, records, JSON and the debugger; only <see cref="Reveal"/> gives it out.</summary>
/// <remarks>
/// It keeps a password out of logs and plans by accident, not out of a memory dump: .NET strings can't be wiped reliably.
/// </remarks>
[DebuggerDisplay("***")]
[DebuggerTypeProxy(typeof(SecretDebugView))]
[JsonConverter(typeof(SecretJsonConverter))]
[TypeConverter(typeof(SecretTypeConverter))]
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What stands wherever a secret would.</summary>
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string value;

    /// <summary>Wraps a value. An empty one is allowed: <see cref="IsEmpty"/> tells.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this.value = value;
    }

    /// <summary>True when there is nothing in it, as after <c>PASSWORD=</c>.</summary>
    public bool IsEmpty => value.Length == 0;

    /// <summary>The value itself, for the call that needs it. Never hand it to a log, an exception or a command line.</summary>
    public string Reveal() => value;

    /// <summary><c>***</c>.</summary>
    public override string ToString() => Mask;

    /// <summary>Compares by value, in a time that depends on neither value's content.</summary>
    public bool Equals([NotNullWhen(true)] Secret? other)
    {
        if (other is null)
            return false;

        Span<byte> mine = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> theirs = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(value), mine);
        SHA256.HashData(Encoding.UTF8.GetBytes(other.value), theirs);
        return CryptographicOperations.FixedTimeEquals(mine, theirs);
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Secret);

    /// <summary>Differs from process to process, as .NET's string hashes do, so that it tells nothing when printed.</summary>
    public override int GetHashCode() => string.GetHashCode(value, StringComparison.Ordinal);

    /// <summary>Compares by value; see <see cref="Equals(Secret?)"/>.</summary>
    public static bool operator ==(Secret? left, Secret? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares by value; see <see cref="Equals(Secret?)"/>.</summary>
    public static bool operator !=(Secret? left, Secret? right) => !(left == right);
}
