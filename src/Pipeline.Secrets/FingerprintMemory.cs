using System.Collections.Concurrent;

namespace Pipeline.Secrets;

/// <summary>Remembers the fingerprint of each secret's last value: they are costly on purpose, and asked for at every read.</summary>
internal sealed class FingerprintMemory
{
    private readonly ConcurrentDictionary<SecretName, (Secret Value, string Fingerprint)> _known = [];

    public string Of(SecretName name, Secret value)
    {
        if (_known.TryGetValue(name, out var known) && known.Value == value)
            return known.Fingerprint;
        var fingerprint = SecretFingerprint.Of(name, value);
        _known[name] = (value, fingerprint);
        return fingerprint;
    }
}
