namespace Pipeline.ObjectStorage.Local;

/// <summary>Why a presigned request isn't served.</summary>
public enum LocalPresignedRefusal
{
    /// <summary>No token, or not one of ours: 403.</summary>
    Forged,

    /// <summary>Its time is over: 403.</summary>
    Expired,

    /// <summary>It was signed for another method: 403.</summary>
    WrongMethod,

    /// <summary>Another size was announced: 400.</summary>
    WrongLength,

    /// <summary>Another media type was announced: 400.</summary>
    WrongContentType,
}
