namespace Pipeline.ObjectStorage.Moving;

/// <summary>An object that wasn't copied.</summary>
/// <param name="Key">Its key at the source.</param>
/// <param name="Reason">Why, and what to do.</param>
public sealed record StoreMoveFailure(string Key, string Reason);
