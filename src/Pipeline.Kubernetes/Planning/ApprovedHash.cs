namespace Pipeline.Kubernetes.Planning;

/// <summary>Whether a plan is the one that somebody approved.</summary>
public static class ApprovedHash
{
    /// <summary>Fewer characters of a hash approve nothing.</summary>
    public const int LeastCharacters = 12;

    private const string Algorithm = "sha256:";

    /// <summary>Whether a hash was meant: it begins with what was approved, which has 12 characters or more.</summary>
    /// <param name="hash">The plan's.</param>
    /// <param name="approved">What was approved, with or without <c>sha256:</c>.</param>
    public static bool IsOf(string hash, string approved)
    {
        ArgumentNullException.ThrowIfNull(hash);
        ArgumentNullException.ThrowIfNull(approved);
        return Bare(approved) is { Length: >= LeastCharacters } wanted && Bare(hash).StartsWith(wanted, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Without the algorithm's name.</summary>
    public static string Bare(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase) ? hash[Algorithm.Length..] : hash;
    }
}
