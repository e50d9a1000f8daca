namespace Nuke.Common.Tooling;

/// <summary>Configures options: <c>_ => _.SetConfiguration("Release")</c>.</summary>
public delegate T Configure<T>(T settings);

/// <summary>Configures options with a value.</summary>
public delegate TSettings Configure<TSettings, in TValue>(TSettings settings, TValue value) where TSettings : new();

/// <summary>Makes several options of one: <c>_ => _.CombineWith(projects, (_, project) => _.SetProject(project))</c>.</summary>
public delegate IEnumerable<T> CombinatorialConfigure<T>(T settings) where T : new();

/// <summary>Runs configurators.</summary>
public static class ConfigureExtensions
{
    /// <summary>Applies a configurator, or nothing where there is none.</summary>
    public static T InvokeSafe<T>(this Configure<T>? configurator, T obj) => configurator is null ? obj : configurator(obj);
}
