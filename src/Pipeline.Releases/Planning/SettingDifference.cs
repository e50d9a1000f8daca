namespace Pipeline.Releases.Planning;

/// <summary>A setting whose value differs between the environment that feeds and the one that is fed, or between now and after.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Before">Its value; null where it isn't set. A secret's is its version.</param>
/// <param name="After">Its value afterwards.</param>
public sealed record SettingDifference(string Name, string? Before, string? After);
