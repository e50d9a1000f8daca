namespace Pipeline.Releases.Promoting;

/// <summary>How far a promotion is, as its note in the cluster says. Each is written after what it says was done.</summary>
public enum PromotionStage
{
    /// <summary>The plan was approved and holds; nothing is changed yet.</summary>
    Approved,

    /// <summary>The expand phase of the migrations is done.</summary>
    Migrated,

    /// <summary>The release is deployed and ready.</summary>
    Deployed,

    /// <summary>Smoke test and health are well.</summary>
    Verified,

    /// <summary>Something failed; the release is to be taken back.</summary>
    GoingBack,

    /// <summary>The earlier release is back; the schema is still to be decided about.</summary>
    EarlierIsBack,

    /// <summary>It ended well.</summary>
    Promoted,

    /// <summary>It ended with the earlier release in its place.</summary>
    RolledBack,

    /// <summary>It can't go on or back by itself: a person decides about the schema.</summary>
    NeedsPerson,
}
