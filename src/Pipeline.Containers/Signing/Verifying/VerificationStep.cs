namespace Pipeline.Containers.Signing.Verifying;

/// <summary>What is checked, in the order in which it is.</summary>
public enum VerificationStep
{
    /// <summary>The image's files are what its digest names.</summary>
    Content,

    /// <summary>The envelope can be read.</summary>
    Envelope,

    /// <summary>Enough trusted keys signed it.</summary>
    Signature,

    /// <summary>It says that it holds an in-toto statement.</summary>
    PayloadType,

    /// <summary>The statement can be read.</summary>
    Statement,

    /// <summary>It isn't from the future.</summary>
    Time,

    /// <summary>The keys were valid when it was signed, and aren't revoked.</summary>
    KeyValidity,

    /// <summary>It is about this image.</summary>
    Subject,

    /// <summary>What the policy asks for is there.</summary>
    Presence,

    /// <summary>It isn't too old.</summary>
    Freshness,

    /// <summary>It was built by a trusted builder.</summary>
    Builder,

    /// <summary>It is a build of a known type.</summary>
    BuildType,

    /// <summary>The build was started with the right parameters.</summary>
    Parameters,

    /// <summary>It was built from the right repository and commit.</summary>
    Source,

    /// <summary>It says what the policy wants to hear: tests passed, the gate passed, the plan's hash.</summary>
    Result,

    /// <summary>Nothing was taken out of the bundle.</summary>
    Completeness,

    /// <summary>A document beside the image is the one that was attested.</summary>
    Document,
}
