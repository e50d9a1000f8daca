namespace Pipeline.Secrets;

/// <summary>What a debugger lists when a secret is expanded: nothing of it.</summary>
internal sealed class SecretDebugView
{
    // The debugger demands this constructor; it must not keep its argument.
    public SecretDebugView(Secret secret) => ArgumentNullException.ThrowIfNull(secret);

    public string Value { get; } = Secret.Mask;
}
