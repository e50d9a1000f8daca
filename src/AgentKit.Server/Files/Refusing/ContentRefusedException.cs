namespace AgentKit.Server.Files.Refusing;

/// <summary>Thrown out of a stream that is being stored, so that the store gives up and nothing becomes visible.</summary>
internal sealed class ContentRefusedException(Refusal refusal) : IOException(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
