namespace Pipeline.Releases.Promoting.Crashing;

/// <summary>Where a kill would leave the most interesting remains: after each durable write. Tests kill at every one.</summary>
internal enum PromotionCrashPoint
{
    LockTaken,
    ApprovalNoted,
    SchemaMigrated,
    MigrationNoted,
    ReleaseDeployed,
    OriginRecorded,
    DeploymentNoted,
    ReleaseVerified,
    VerificationNoted,
    EvidenceRecorded,
    PromotionNoted,
    FailureNoted,
    EarlierPutBack,
    ReturnNoted,
    SchemaTakenDown,
    RollbackNoted,
    LockReleased,
}
