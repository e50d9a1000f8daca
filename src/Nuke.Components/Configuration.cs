using System.ComponentModel;
using Nuke.Common.Tooling;

namespace Nuke.Components;

/// <summary>A build configuration. A build may add its own beside these two.</summary>
[TypeConverter(typeof(TypeConverter<Configuration>))]
public class Configuration : Enumeration
{
#pragma warning disable CA2211 // NUKE's shape: values are fields that a build may assign.
    /// <summary>Not optimised, for developers.</summary>
    public static Configuration Debug = new() { Value = nameof(Debug) };

    /// <summary>Optimised, for what is delivered.</summary>
    public static Configuration Release = new() { Value = nameof(Release) };
#pragma warning restore CA2211

    /// <summary>Its name, as <c>dotnet --configuration</c> takes it.</summary>
    public static implicit operator string(Configuration configuration) => configuration?.Value!;
}
