using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Receiving;

/// <summary>How much may arrive.</summary>
/// <param name="MaxBytes">The most.</param>
/// <param name="LengthBytes">Exactly so many, where it is known.</param>
/// <param name="TooLarge">What is said of more.</param>
internal sealed record ReceivedLimits(long MaxBytes, long? LengthBytes, Refusal TooLarge);
