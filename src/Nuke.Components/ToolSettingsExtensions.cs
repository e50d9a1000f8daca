namespace Nuke.Components;

/// <summary>What NUKE's components bring for settings.</summary>
public static class ToolSettingsExtensions
{
    /// <summary>What a function makes of settings and <paramref name="obj"/>, if that isn't <c>null</c>; otherwise the settings themselves.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="obj">What may be null.</param>
    /// <param name="configurator">What is made of both.</param>
    /// <param name="tieBreaker">Not used. <c>Nuke.Common.Utilities</c> has the same method; an optional parameter makes C# prefer that one where both are imported.</param>
    public static T WhenNotNull<T, TObject>(this T settings, TObject? obj, Func<T, TObject, T> configurator, bool tieBreaker = false) =>
        obj is null ? settings : configurator(settings, obj);
}
