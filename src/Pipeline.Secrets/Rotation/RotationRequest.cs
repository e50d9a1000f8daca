using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Secrets.Rotation;

/// <summary>A secret to rotate.</summary>
public sealed record RotationRequest
{
    /// <summary>The store; one that can be written.</summary>
    public required ISecretStore Store { get; init; }

    /// <summary>The secret.</summary>
    public required SecretName Name { get; init; }

    /// <summary>What its value opens.</summary>
    public required IRotatedCredential Credential { get; init; }

    /// <summary>Who uses which version. Default: nobody tells, and so nothing is revoked.</summary>
    public IVersionsInUse VersionsInUse { get; init; } = new NobodyTells();

    /// <summary>Longest wait until all use the new version. Default 10 min: a Secret volume takes up to two, a cache five.</summary>
    public TimeSpan ObserveTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The wait between two looks. All must be seen on the new version twice in a row, so that a pod that was just starting is seen too. Default 5 s.</summary>
    public TimeSpan ObserveInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of each step as it is done. Default nobody.</summary>
    public IProgress<RotationProgress>? Progress { get; init; }
}
